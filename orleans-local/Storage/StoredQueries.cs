using Npgsql;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>The statements of the table <c>OrleansQuery</c>: both engines run what they find there.</summary>
internal sealed class StoredQueries
{
    private readonly Dictionary<string, string> _texts = [];

    public string this[string key] => _texts.TryGetValue(key, out var text) ? text
        : throw new OrleansConfigurationException($"The table OrleansQuery has no row \"{key}\"; have the migrations been applied?");

    public static async Task<StoredQueries> LoadAsync(NpgsqlDataSource source, CancellationToken token)
    {
        var queries = new StoredQueries();
        await using var command = source.CreateCommand("SELECT querykey, querytext FROM orleansquery");
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
        {
            queries._texts[reader.GetString(0)] = reader.GetString(1);
        }

        return queries;
    }
}
