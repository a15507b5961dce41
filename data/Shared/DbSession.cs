using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>
/// One transaction on one connection as <c>pivotal_app</c>. Parameters are an anonymous object (<c>new { id }</c> fills <c>@id</c>), rows are mapped by a function of the reader.
/// It lives only inside the delegate that received it.
/// </summary>
public class DbSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly Guid? _tenant;
    private readonly Func<Guid?> _rowTenant;
    private bool _begun;
    private PivotalDb? _ef;

    internal DbSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid? tenant, Func<Guid?> rowTenant) =>
        (_connection, Transaction, _tenant, _rowTenant) = (connection, transaction, tenant, rowTenant);

    internal NpgsqlTransaction Transaction { get; }

    /// <summary>All rows.</summary>
    public async Task<List<T>> Query<T>(string sql, object? parameters, Func<NpgsqlDataReader, T> map, CancellationToken ct = default)
    {
        var rows = new List<T>();
        await using var command = Command(sql, parameters, out var skip);
        await using var reader = await Read(command, skip, ct);
        while (await reader.ReadAsync(ct))
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>The only row, or default when there is none. More than one is a bug and throws.</summary>
    public async Task<T?> QuerySingle<T>(string sql, object? parameters, Func<NpgsqlDataReader, T> map, CancellationToken ct = default)
    {
        await using var command = Command(sql, parameters, out var skip);
        await using var reader = await Read(command, skip, ct);
        if (!await reader.ReadAsync(ct))
            return default;
        var row = map(reader);
        return await reader.ReadAsync(ct) ? throw new InvalidOperationException("The query returned more than one row.") : row;
    }

    /// <summary>The first column of the first row, or default when there is no row or it is null.</summary>
    public async Task<T?> Scalar<T>(string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var command = Command(sql, parameters, out var skip);
        await using var reader = await Read(command, skip, ct);
        return await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct) ? await reader.GetFieldValueAsync<T>(0, ct) : default;
    }

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public async Task<int> Execute(string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var command = Command(sql, parameters, out _);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The connection itself, for COPY. The tenant is already set on its transaction.</summary>
    public async ValueTask<NpgsqlConnection> Connection(CancellationToken ct = default)
    {
        await Begin(ct);
        return _connection;
    }

    /// <summary>An EF Core context on the same connection and transaction. Its tenant comes from the principal where there is one, not from the row-level security setting.</summary>
    public async ValueTask<PivotalDb> Ef(CancellationToken ct = default)
    {
        if (_ef is not null)
            return _ef;
        await Begin(ct);
        _ef = PivotalDb.On(_connection, _rowTenant() ?? _tenant);
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.UseTransactionAsync(_ef.Database, Transaction, ct);
        return _ef;
    }

    public async ValueTask DisposeAsync()
    {
        if (_ef is not null)
            await _ef.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The first command carries the tenant setting in its own batch: one round trip for BEGIN, setting and command.</summary>
    private NpgsqlCommand Command(string sql, object? parameters, out bool skip)
    {
        skip = _tenant is not null && !_begun;
        _begun = true;
        var command = new NpgsqlCommand(skip ? $"select set_config('app.tenant', @app__tenant, true);\n{sql}" : sql, _connection, Transaction);
        if (skip)
            command.Parameters.Add(new NpgsqlParameter<string>("app__tenant", _tenant!.Value.ToString()));
        SqlParameters.Add(command.Parameters, parameters);
        return command;
    }

    private static async Task<NpgsqlDataReader> Read(NpgsqlCommand command, bool skip, CancellationToken ct)
    {
        var reader = await command.ExecuteReaderAsync(ct);
        if (skip)
            await reader.NextResultAsync(ct);
        return reader;
    }

    private async Task Begin(CancellationToken ct)
    {
        if (_tenant is not null && !_begun)
            await Execute("select 1", null, ct);
    }
}

/// <summary>A session in which row-level security shows one tenant's rows only.</summary>
public sealed class TenantSession : DbSession
{
    internal TenantSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid tenant, Func<Guid?> rowTenant)
        : base(connection, transaction, tenant, rowTenant) => TenantId = tenant;

    public Guid TenantId { get; }
}
