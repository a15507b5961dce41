using System.Collections.Concurrent;
using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>Says whether somebody waits for the answer who will not wait for ever: a request. When he goes, he goes at once, and his work is ended behind him.</summary>
public interface ICallerPatience
{
    /// <param name="ct">what the work was called with</param>
    bool EndsWith(CancellationToken ct);
}

/// <summary>
/// The door to the database for everything that belongs to a tenant. Each call is one transaction as <c>pivotal_app</c>;
/// it commits when the work returns and rolls back when it throws.
/// </summary>
/// <remarks>
/// The work may run more than once: after a serialization failure, a deadlock, or a connection that broke before COMMIT was sent. It must therefore do nothing outside the transaction.
/// A connection that breaks during COMMIT is never retried (<see cref="DatabaseUnavailableException.CommitUnknown"/>).
/// </remarks>
public sealed class TenantDb(NpgsqlDataSource app, ICallerPatience? patience = null, StatementLimits? limits = null)
{
    private const int Attempts = 4;

    private readonly StatementLimits _limits = limits ?? StatementLimits.Default;
    private readonly TenantShares _shares = new(ConnectionShares.Requests(app));
    private readonly TenantShares _bulkShares = new(ConnectionShares.BulkRequests(app));
    private readonly BulkTurns _turns = new(ConnectionShares.BulkPieces(app), ConnectionShares.BulkPiecesEach(app));

    /// <summary>By table, see <see cref="PlannerNews"/>.</summary>
    internal ConcurrentDictionary<string, SharedWork> Analyses { get; } = new();

    /// <summary>For libraries that bring their own statements (the tables of the grain engine); never for rows of tenants.</summary>
    public NpgsqlDataSource Connections => app;

    /// <summary>Runs work that sees and writes one tenant's rows.</summary>
    /// <param name="tenantId">From the request principal or the grain key.</param>
    public Task<T> InTenant<T>(Guid tenantId, Func<TenantSession, CancellationToken, Task<T>> work, CancellationToken ct = default) =>
        patience?.EndsWith(ct) == true
            ? ForRequest((c, t) => Open(c, t, tenantId, _limits.Request), work, tenantId, ct)
            : Run((c, t) => Open(c, t, tenantId, _limits.Work), work, ct, ct);

    /// <inheritdoc cref="InTenant{T}"/>
    public Task InTenant(Guid tenantId, Func<TenantSession, CancellationToken, Task> work, CancellationToken ct = default) =>
        InTenant(
            tenantId,
            async (session, token) =>
            {
                await work(session, token);
                return true;
            },
            ct
        );

    /// <summary>
    /// A request that is one transaction and runs to its end whether or not its caller waits; it counts in its tenant's share all the same.
    /// </summary>
    /// <param name="bulk">a request without a time limit</param>
    /// <param name="start">ends the wait for its turn and a connection</param>
    /// <param name="ct">ends the work</param>
    public async Task<T> ForCaller<T>(
        Guid tenantId,
        bool bulk,
        Func<TenantSession, CancellationToken, Task<T>> work,
        CancellationToken start,
        CancellationToken ct
    )
    {
        using var turn = await (bulk ? _bulkShares : _shares).Take(tenantId, start);
        return await Run((c, t) => Open(c, t, tenantId, bulk ? _limits.Bulk : _limits.Request), work, start, ct);
    }

    /// <summary>A piece of bulk work that nobody waits for: when its turn comes (<see cref="BulkTurns"/>), with time for its statements.</summary>
    public async Task<T> Bulk<T>(Guid tenantId, Func<TenantSession, CancellationToken, Task<T>> work, CancellationToken ct = default)
    {
        using var turn = await _turns.Take(tenantId, ct);
        return await Run((c, t) => Open(c, t, tenantId, _limits.Bulk), work, ct, ct);
    }

    /// <summary>For a piece of bulk work of several transactions, or with a fence of its own. Whoever holds a turn takes no second one.</summary>
    public Task<IDisposable> BulkTurn(Guid tenantId, CancellationToken ct = default) => _turns.Take(tenantId, ct);

    /// <summary>Runs work on the few system tables and SECURITY DEFINER functions that belong to no tenant. Tenant tables are empty here.</summary>
    public Task<T> System<T>(Func<DbSession, CancellationToken, Task<T>> work, CancellationToken ct = default) =>
        patience?.EndsWith(ct) == true
            ? ForRequest((c, t) => new DbSession(c, t, null, _limits.Request), work, null, ct)
            : Run((c, t) => new DbSession(c, t, null, _limits.Work), work, ct, ct);

    /// <inheritdoc cref="System{T}"/>
    public Task System(Func<DbSession, CancellationToken, Task> work, CancellationToken ct = default) =>
        System(
            async (session, token) =>
            {
                await work(session, token);
                return true;
            },
            ct
        );

    private TenantSession Open(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid tenant, TimeSpan limit) =>
        tenant == Guid.Empty
            ? throw new ArgumentException("The empty id is nobody's tenant.", nameof(tenant))
            : new TenantSession(connection, transaction, tenant, limit);

    /// <summary>Within the tenant's share. The caller goes at once, the work is ended behind him (<see cref="LeftWork"/>) and gives its connection back then.</summary>
    private async Task<T> ForRequest<TSession, T>(
        Func<NpgsqlConnection, NpgsqlTransaction, TSession> open,
        Func<TSession, CancellationToken, Task<T>> work,
        Guid? tenant,
        CancellationToken ct
    )
        where TSession : DbSession
    {
        var turn = tenant is { } id ? await _shares.Take(id, ct) : null;
        var end = new CancellationTokenSource();
        var running = Finish(Run(open, work, ct, end.Token), turn, end);
        try
        {
            return await running.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (!running.IsCompleted)
        {
            // Whatever becomes of it, nobody asks any more.
            _ = running.ContinueWith(
                static left => left.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
            _ = LeftWork.End(end);
            throw;
        }
    }

    private static async Task<T> Finish<T>(Task<T> work, IDisposable? turn, CancellationTokenSource end)
    {
        try
        {
            return await work;
        }
        finally
        {
            turn?.Dispose();
            end.Dispose();
        }
    }

    /// <param name="start">ends the wait for a connection; nothing has begun by then</param>
    /// <param name="ct">ends the work itself</param>
    private async Task<T> Run<TSession, T>(
        Func<NpgsqlConnection, NpgsqlTransaction, TSession> open,
        Func<TSession, CancellationToken, Task<T>> work,
        CancellationToken start,
        CancellationToken ct
    )
        where TSession : DbSession
    {
        for (var attempt = 1; ; attempt++)
        {
            var committing = false;
            try
            {
                await using var connection = await app.OpenConnectionAsync(start);
                start.ThrowIfCancellationRequested();
                await using var transaction = await connection.BeginTransactionAsync(ct);
                var session = open(connection, transaction);
                var result = await work(session, ct);
                await session.Settle(ct);
                ct.ThrowIfCancellationRequested();
                committing = true;
                // A commit is not broken off: nobody would know what became of it.
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            catch (Exception e) when (e is not DatabaseUnavailableException)
            {
                var failure = Failures.Classify(e);
                if (failure == Failure.Other)
                    throw;
                if (failure == Failure.TooLong)
                    throw new DatabaseUnavailableException(e, tooLong: true);
                if (failure == Failure.TimedOut || (committing && failure == Failure.Unavailable))
                    throw new DatabaseUnavailableException(e, commitUnknown: committing);
                if (attempt == Attempts)
                {
                    if (failure == Failure.Conflict)
                        throw;
                    throw new DatabaseUnavailableException(e);
                }

                // Random spread, so that two transactions that met do not meet again.
                await Task.Delay(Random.Shared.Next(10, 40) * attempt, start);
            }
        }
    }
}
