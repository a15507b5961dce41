using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Local;

/// <summary>
/// A grain's view of one stored value. A failed write leaves <see cref="State"/> as the grain set it and the version as it
/// was: the grain decides whether to read again, to write again or to let itself be deactivated.
/// </summary>
internal sealed class PersistentState<TState>(string name, GrainId grain, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> _row = new(Empty());

    public TState State
    {
        get => _row.State!;
        set => _row.State = value;
    }

    public string? Etag => _row.ETag;

    public bool RecordExists => _row.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, grain, _row);

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, _row);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, grain, _row);

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) => ReadStateAsync();

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A state nobody has written. A type without an empty constructor gets its members' defaults.</summary>
    internal static TState Empty() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
}
