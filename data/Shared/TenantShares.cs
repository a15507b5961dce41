using System.Collections.Concurrent;
using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>How a process' connections are shared out. What is left over is for grains' short work.</summary>
internal static class ConnectionShares
{
    /// <summary>For requests of one tenant that somebody waits for.</summary>
    public static int Requests(NpgsqlDataSource pool) => Math.Max(4, Size(pool) / 8);

    /// <summary>For requests of one tenant that may take long: reports, whole files, long lists.</summary>
    public static int BulkRequests(NpgsqlDataSource pool) => Math.Max(2, Size(pool) / 16);

    /// <summary>For pieces of grains' bulk work, of all tenants.</summary>
    public static int BulkPieces(NpgsqlDataSource pool) => Math.Clamp(Size(pool) / 10, 2, 16);

    /// <summary>For those of one tenant.</summary>
    public static int BulkPiecesEach(NpgsqlDataSource pool) => Math.Max(1, BulkPieces(pool) / 4);

    private static int Size(NpgsqlDataSource pool) => new NpgsqlConnectionStringBuilder(pool.ConnectionString).MaxPoolSize;
}

/// <summary>
/// How many of a process' database connections the requests of one tenant may hold at a time. What is over it waits its turn, so that one tenant's rush costs another nothing. Grains' short work, which
/// is little, is not counted; their bulk work has <see cref="BulkTurns"/>.
/// </summary>
internal sealed class TenantShares(int each)
{
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _turns = new();

    /// <summary>Dispose of it when the connection is given back.</summary>
    public async Task<IDisposable> Take(Guid tenant, CancellationToken ct)
    {
        var turns = _turns.GetOrAdd(tenant, _ => new SemaphoreSlim(each));
        await turns.WaitAsync(ct);
        return new Turn(turns);
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
