using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Local;

/// <summary>
/// Grain state in the table <c>OrleansStorage</c>, row for row as the official ADO.NET provider keeps it. The version
/// column is the ETag: a write names the version it replaces, and if that is no longer there nothing is written.
/// </summary>
internal sealed class AdoNetStorage(AdoNetGrainStorageOptions options, PostgresSources sources, IOptions<ClusterOptions> cluster) : IGrainStorage, ISiloPart
{
    private readonly NpgsqlDataSource _source = sources.Get(options.Invariant, options.ConnectionString);
    private StoredQueries? _queries;

    private StoredQueries Queries => _queries ?? throw new InvalidOperationException("Grain storage is used before the silo has started.");

    public async Task StartAsync(CancellationToken token) => _queries = await StoredQueries.LoadAsync(_source, token);

    public Task StopAsync(CancellationToken token) => Task.CompletedTask;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = Command("ReadFromStorageKey", stateName, grainId);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            Assign(grainState, PersistentState<T>.Empty(), etag: null, exists: false);
            return;
        }

        var payload = reader.GetOrdinal("PayloadBinary");
        var version = reader.GetOrdinal("Version");
        var exists = !await reader.IsDBNullAsync(payload);
        Assign(
            grainState,
            (exists ? JsonStorageSerializer.Deserialize<T>(reader.GetFieldValue<byte[]>(payload)) : default) ?? PersistentState<T>.Empty(),
            etag: await reader.IsDBNullAsync(version) ? null : reader.GetInt32(version).ToString(CultureInfo.InvariantCulture),
            exists);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = JsonStorageSerializer.Serialize(grainState.State);
        await using var command = Command("WriteToStorageKey", stateName, grainId);
        AddVersion(command, grainState.ETag);
        command.Parameters.AddWithValue("PayloadBinary", NpgsqlDbType.Bytea, payload);
        var version = await VersionAfter(command);
        Demand(version is not null && version != grainState.ETag, "write", stateName, grainId, version, grainState.ETag);
        grainState.ETag = version;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is null)
        {
            await ReadStateAsync(stateName, grainId, grainState);
            if (!grainState.RecordExists)
            {
                return;
            }
        }

        await using var command = Command(options.DeleteStateOnClear ? "DeleteStorageKey" : "ClearStorageKey", stateName, grainId);
        AddVersion(command, grainState.ETag);
        var version = await VersionAfter(command);
        Demand(version is not null && version != grainState.ETag, "clear", stateName, grainId, version, grainState.ETag);
        Assign(grainState, PersistentState<T>.Empty(), options.DeleteStateOnClear ? null : version, exists: false);
    }

    private NpgsqlCommand Command(string query, string stateName, GrainId grainId)
    {
        var key = StorageKey.Of(grainId, stateName);
        var command = _source.CreateCommand(Queries[query]);
        command.Parameters.AddWithValue("GrainIdHash", key.IdHash);
        command.Parameters.AddWithValue("GrainIdN0", key.N0);
        command.Parameters.AddWithValue("GrainIdN1", key.N1);
        command.Parameters.AddWithValue("GrainTypeHash", key.TypeHash);
        command.Parameters.AddWithValue("GrainTypeString", stateName);
        command.Parameters.AddWithValue("GrainIdExtensionString", NpgsqlDbType.Varchar, (object?)key.Text ?? DBNull.Value);
        command.Parameters.AddWithValue("ServiceId", cluster.Value.ServiceId);
        return command;
    }

    private static void AddVersion(NpgsqlCommand command, string? etag) => command.Parameters.AddWithValue(
        "GrainStateVersion", NpgsqlDbType.Integer, etag is null ? DBNull.Value : int.Parse(etag, CultureInfo.InvariantCulture));

    /// <summary>The version the statement left behind; null when it touched no row.</summary>
    private static async Task<string?> VersionAfter(NpgsqlCommand command) =>
        await command.ExecuteScalarAsync() is int version ? version.ToString(CultureInfo.InvariantCulture) : null;

    private static void Demand(bool done, string operation, string stateName, GrainId grainId, string? stored, string? expected)
    {
        if (!done)
        {
            throw new InconsistentStateException(
                $"Could not {operation} \"{stateName}\" of {grainId}: version {expected ?? "(none)"} is no longer the stored one.", stored, expected);
        }
    }

    private static void Assign<T>(IGrainState<T> target, T? state, string? etag, bool exists) =>
        (target.State, target.ETag, target.RecordExists) = (state, etag, exists);
}
