using System.Collections.Concurrent;
using Npgsql;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>One connection pool per connection string, however many providers name it.</summary>
internal sealed class PostgresSources : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> _sources = new();

    public NpgsqlDataSource Get(string invariant, string? connectionString)
    {
        if (invariant != "Npgsql" || string.IsNullOrWhiteSpace(connectionString))
        {
            throw new OrleansConfigurationException("This engine stores in PostgreSQL only: set Invariant to \"Npgsql\" and give a connection string.");
        }

        return _sources.GetOrAdd(connectionString, static c => new(() => NpgsqlDataSource.Create(c))).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.Value.DisposeAsync();
        }
    }
}
