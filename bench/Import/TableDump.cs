using System.Diagnostics;
using Npgsql;

namespace Pivotal.Bench.Import;

/// <summary>The rows of some tables as binary COPY data in memory, to put them back as fast as PostgreSQL can.</summary>
internal sealed class TableDump(NpgsqlDataSource database, IReadOnlyList<string> tables)
{
    private readonly Dictionary<string, byte[]> _rows = [];

    public long Bytes => _rows.Values.Sum(r => (long)r.Length);

    public async Task Take(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        foreach (var table in tables)
        {
            using var rows = new MemoryStream();
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)", cancel))
                await copy.CopyToAsync(rows, cancel);
            _rows[table] = rows.ToArray();
        }
    }

    public async Task Empty(CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"truncate {string.Join(", ", tables)} cascade");
        await command.ExecuteNonQueryAsync(cancel);
        await using var checkpoint = database.CreateCommand("checkpoint");
        await checkpoint.ExecuteNonQueryAsync(cancel);
    }

    /// <returns>Seconds.</returns>
    public async Task<double> Restore(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var started = Stopwatch.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var table in tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)", cancel);
            await copy.WriteAsync(_rows[table], cancel);
        }

        await transaction.CommitAsync(cancel);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
