using Npgsql;
using Pivotal.Data.Shared.Rows;

namespace Pivotal.Data.Shared;

/// <summary>
/// One transaction on one connection as <c>pivotal_app</c>. Parameters are an anonymous object (<c>new { id }</c> fills <c>@id</c>), rows are mapped by the names of their columns.
/// It lives only inside the delegate that received it.
/// </summary>
public class DbSession
{
    private readonly NpgsqlConnection _connection;
    private readonly Guid? _tenant;
    private readonly TimeSpan _limit;
    private readonly List<Ahead> _ahead = [];
    private bool _begun;

    /// <summary>Beyond the server's own limit: by then it is the server that does not answer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>What a connection waits for an answer, with no word about it in its settings.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    internal DbSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid? tenant, TimeSpan limit) =>
        (_connection, Transaction, _tenant, _limit) = (connection, transaction, tenant, limit);

    internal NpgsqlTransaction Transaction { get; }

    /// <summary>All rows, their columns mapped by name (<see cref="RowMapper{T}"/>).</summary>
    public async Task<List<T>> Query<T>(string sql, object? parameters = null, CancellationToken ct = default)
    {
        var rows = new List<T>();
        await using var command = Command(sql, parameters, out var ahead);
        await using var reader = await Read(command, ahead, ct);
        var plan = RowMapper<T>.For(reader);
        while (await reader.ReadAsync(ct))
            rows.Add(plan.Map(reader));
        return rows;
    }

    /// <summary>The only row, or default when there is none. More than one is a bug and throws.</summary>
    public async Task<T?> QuerySingle<T>(string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var command = Command(sql, parameters, out var ahead);
        await using var reader = await Read(command, ahead, ct);
        var plan = RowMapper<T>.For(reader);
        if (!await reader.ReadAsync(ct))
            return default;
        var row = plan.Map(reader);
        return await reader.ReadAsync(ct) ? throw new InvalidOperationException("The query returned more than one row.") : row;
    }

    /// <summary>Each row as it comes, for answers that are longer than memory should hold.</summary>
    public async Task Each<T>(string sql, object? parameters, Func<T, Task> row, CancellationToken ct = default)
    {
        await using var command = Command(sql, parameters, out var ahead);
        await using var reader = await Read(command, ahead, ct);
        var plan = RowMapper<T>.For(reader);
        while (await reader.ReadAsync(ct))
            await row(plan.Map(reader));
    }

    /// <summary>For tests alone.</summary>
    internal async Task Rows(string sql, object? parameters, Action<NpgsqlDataReader> row, CancellationToken ct)
    {
        await using var command = Command(sql, parameters, out var ahead);
        await using var reader = await Read(command, ahead, ct);
        while (await reader.ReadAsync(ct))
            row(reader);
    }

    /// <summary>The first column of the first row, or default when there is no row or it is null.</summary>
    public async Task<T?> Scalar<T>(string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var command = Command(sql, parameters, out var ahead);
        await using var reader = await Read(command, ahead, ct);
        return await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct) ? await reader.GetFieldValueAsync<T>(0, ct) : default;
    }

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public async Task<int> Execute(string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var command = Command(sql, parameters, out var ahead);
        if (!ahead.Exists(a => a.IfNone is not null))
            return await command.ExecuteNonQueryAsync(ct);
        await using var reader = await Read(command, ahead, ct);
        while (await reader.NextResultAsync(ct)) { }
        return reader.RecordsAffected;
    }

    /// <summary>
    /// Goes to the server in front of the next statement, in the same round trip. What follows has been run by the time a missing row is noticed, and is rolled back with everything else.
    /// </summary>
    /// <param name="sql">one statement; its parameters need names that no other statement has</param>
    /// <param name="ifNone">thrown when it finds no row; null: it may find none</param>
    public void RunAhead(string sql, object? parameters = null, Func<Exception>? ifNone = null) => _ahead.Add(new(sql, parameters, ifNone));

    /// <summary>The connection itself, for COPY. The tenant is already set on its transaction.</summary>
    public async ValueTask<NpgsqlConnection> Connection(CancellationToken ct = default)
    {
        await Begin(ct);
        return _connection;
    }

    /// <summary>Work that may fail without what was done before it: its own statements are undone then.</summary>
    public async Task<T> Nested<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        await Execute("savepoint nested", null, ct);
        try
        {
            var result = await work(ct);
            await Settle(ct);
            await Execute("release savepoint nested", null, ct);
            return result;
        }
        catch
        {
            _ahead.Clear();
            // With the connection gone the whole transaction is; what happened is the reason, not that.
            if (_connection.State == System.Data.ConnectionState.Open && Transaction.Connection is not null)
                await Execute("rollback to savepoint nested", null, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Before the commit: what was to run ahead of a statement that never came.</summary>
    internal Task Settle(CancellationToken ct) => _ahead.Count == 0 ? Task.CompletedTask : Execute("select 1", null, ct);

    /// <summary>In seconds: the connection's own, unless the statement may take longer by right.</summary>
    private int Patience => _limit > Usual ? (int)Math.Ceiling((_limit + Grace).TotalSeconds) : _connection.CommandTimeout;

    /// <summary>The first command carries the tenant and the limit of its statements in its own batch: one round trip for BEGIN, settings and command.</summary>
    private NpgsqlCommand Command(string sql, object? parameters, out List<Ahead> ahead)
    {
        ahead = [.. _ahead];
        _ahead.Clear();
        if (!_begun)
            ahead.Insert(0, Settings());
        _begun = true;
        var command = new NpgsqlCommand(string.Join(";\n", [.. ahead.Select(a => a.Sql), sql]), _connection, Transaction)
        {
            CommandTimeout = Patience,
        };
        foreach (var before in ahead)
            SqlParameters.Add(command.Parameters, before.Parameters);
        SqlParameters.Add(command.Parameters, parameters);
        return command;
    }

    /// <summary>For this transaction only. The limit holds from the next statement on, also within the batch.</summary>
    private Ahead Settings()
    {
        var app__limit = ((long)_limit.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return _tenant is { } tenant
            ? new(
                "select set_config('app.tenant', @app__tenant, true), set_config('statement_timeout', @app__limit, true)",
                new { app__tenant = tenant.ToString(), app__limit },
                null
            )
            : new("select set_config('statement_timeout', @app__limit, true)", new { app__limit }, null);
    }

    private static async Task<NpgsqlDataReader> Read(NpgsqlCommand command, List<Ahead> ahead, CancellationToken ct)
    {
        var reader = await command.ExecuteReaderAsync(ct);
        try
        {
            foreach (var before in ahead)
            {
                if (before.IfNone is not null && !await reader.ReadAsync(ct))
                    throw before.IfNone();
                await reader.NextResultAsync(ct);
            }

            return reader;
        }
        catch
        {
            // What the following statements said does not matter any more.
            await reader.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task Begin(CancellationToken ct)
    {
        if (!_begun || _ahead.Count > 0)
            await Execute("select 1", null, ct);
    }

    private sealed record Ahead(string Sql, object? Parameters, Func<Exception>? IfNone);
}

/// <summary>A session in which row-level security shows one tenant's rows only.</summary>
public sealed class TenantSession : DbSession
{
    internal TenantSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid tenant, TimeSpan limit)
        : base(connection, transaction, tenant, limit) => TenantId = tenant;

    public Guid TenantId { get; }
}
