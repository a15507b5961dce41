using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Local;

/// <summary>Grain state in memory, with the same versions and conflicts as in a database; for tests and throw-away data.</summary>
internal sealed class MemoryStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (int Version, byte[]? Payload)> _rows = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _rows.TryGetValue((stateName, grainId), out var row);
        grainState.RecordExists = row.Payload is not null;
        grainState.State = row.Payload is null ? PersistentState<T>.Empty() : JsonStorageSerializer.Deserialize<T>(row.Payload);
        grainState.ETag = found ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Put(stateName, grainId, grainState, JsonStorageSerializer.Serialize(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Put(stateName, grainId, grainState, null);
        (grainState.State, grainState.RecordExists) = (PersistentState<T>.Empty(), false);
        return Task.CompletedTask;
    }

    private void Put<T>(string stateName, GrainId grainId, IGrainState<T> grainState, byte[]? payload)
    {
        var key = (stateName, grainId);
        var expected = grainState.ETag is { } etag ? int.Parse(etag, CultureInfo.InvariantCulture) : 0;
        var next = (expected + 1, payload);
        var done = expected == 0
            ? _rows.TryAdd(key, next)
            : _rows.TryGetValue(key, out var row) && row.Version == expected && _rows.TryUpdate(key, next, row);
        if (!done)
        {
            throw new InconsistentStateException($"\"{stateName}\" of {grainId} is no longer at version {expected}.");
        }

        grainState.ETag = next.Item1.ToString(CultureInfo.InvariantCulture);
    }
}
