using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>Where the EF layer takes its tenant from, independently of the row-level security setting. In the API it reads the request principal.</summary>
public interface IRowTenant
{
    /// <summary>Null where there is no principal (grains, jobs): then the tenant of the session counts.</summary>
    Guid? TenantId { get; }
}

/// <summary>Says whether somebody waits for the answer who will not wait for ever: a request. Its work is not cancelled then, only left.</summary>
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
public sealed class TenantDb(NpgsqlDataSource app, IRowTenant? rowTenant = null, ICallerPatience? patience = null)
{
    private const int Attempts = 4;

    /// <summary>Runs work that sees and writes one tenant's rows.</summary>
    /// <param name="tenantId">From the request principal or the grain key.</param>
    public Task<T> InTenant<T>(Guid tenantId, Func<TenantSession, CancellationToken, Task<T>> work, CancellationToken ct = default) =>
        tenantId == Guid.Empty
            ? throw new ArgumentException("The empty id is nobody's tenant.", nameof(tenantId))
            : Run((c, t) => new TenantSession(c, t, tenantId, () => rowTenant?.TenantId), work, ct);

    /// <inheritdoc cref="InTenant{T}"/>
    public Task InTenant(Guid tenantId, Func<TenantSession, CancellationToken, Task> work, CancellationToken ct = default) =>
        InTenant(tenantId, async (session, token) =>
        {
            await work(session, token);
            return true;
        }, ct);

    /// <summary>Runs work on the few system tables and SECURITY DEFINER functions that belong to no tenant. Tenant tables are empty here.</summary>
    public Task<T> System<T>(Func<DbSession, CancellationToken, Task<T>> work, CancellationToken ct = default) =>
        Run((c, t) => new DbSession(c, t, null, () => null), work, ct);

    /// <inheritdoc cref="System{T}"/>
    public Task System(Func<DbSession, CancellationToken, Task> work, CancellationToken ct = default) =>
        System(async (session, token) =>
        {
            await work(session, token);
            return true;
        }, ct);

    private Task<T> Run<TSession, T>(
        Func<NpgsqlConnection, NpgsqlTransaction, TSession> open, Func<TSession, CancellationToken, Task<T>> work, CancellationToken ct)
        where TSession : DbSession =>
        patience?.EndsWith(ct) == true ? Leave(Run(open, work, ct, CancellationToken.None), ct) : Run(open, work, ct, ct);

    /// <summary>
    /// The caller goes and the work ends by itself. To cancel a statement Npgsql asks the server and waits for it, so with a server that does not answer
    /// every cancelled request would keep a thread as well.
    /// </summary>
    private static async Task<T> Leave<T>(Task<T> work, CancellationToken ct)
    {
        try
        {
            return await work.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            // Whatever becomes of it, nobody asks any more.
            _ = work.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    /// <param name="start">ends the wait for a connection; nothing has begun by then</param>
    /// <param name="ct">ends the work itself</param>
    private async Task<T> Run<TSession, T>(
        Func<NpgsqlConnection, NpgsqlTransaction, TSession> open, Func<TSession, CancellationToken, Task<T>> work, CancellationToken start, CancellationToken ct)
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
                await using var session = open(connection, transaction);
                var result = await work(session, ct);
                await session.Settle(ct);
                committing = true;
                await transaction.CommitAsync(ct);
                return result;
            }
            catch (Exception e) when (e is not DatabaseUnavailableException)
            {
                var failure = Failures.Classify(e);
                if (failure == Failure.Other)
                    throw;
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
