using Npgsql;
using Pivotal.Data.Shared;

namespace Pivotal.TestShared;

/// <summary>What a test looks at in passing and has no record for, read by a function of the reader. The product has no such way.</summary>
public static class ReadByPosition
{
    public static async Task<List<T>> Query<T>(
        this DbSession session,
        string sql,
        object? parameters,
        Func<NpgsqlDataReader, T> map,
        CancellationToken ct = default
    )
    {
        var rows = new List<T>();
        await session.Rows(sql, parameters, r => rows.Add(map(r)), ct);
        return rows;
    }

    public static async Task<T?> QuerySingle<T>(
        this DbSession session,
        string sql,
        object? parameters,
        Func<NpgsqlDataReader, T> map,
        CancellationToken ct = default
    ) => (await session.Query(sql, parameters, map, ct)).SingleOrDefault();
}
