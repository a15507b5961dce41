namespace Orleans.Core;

/// <summary>A stored value and the version it was read at.</summary>
public interface IStorage
{
    /// <summary>The version of the row this value came from; null before the first write.</summary>
    string? Etag { get; }

    bool RecordExists { get; }

    /// <summary>Replaces the value in memory by the stored one.</summary>
    Task ReadStateAsync();

    /// <summary>Stores the value. Fails with <see cref="Storage.InconsistentStateException"/> if the row has moved on.</summary>
    Task WriteStateAsync();

    /// <summary>Empties the row and resets the value in memory.</summary>
    Task ClearStateAsync();
}

public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
