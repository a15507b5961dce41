using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Local;

/// <summary>
/// A grain's view of one stored value. A failed write leaves <see cref="State"/> as the grain set it and the version as it
/// was: the grain decides whether to read again, to write again or to let itself be deactivated.
/// </summary>
internal sealed class PersistentState<TState>(string name, Activation owner, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> _row = new(Empty());

    public TState State
    {
        get => Row.State!;
        set => Row.State = value;
    }

    /// <summary>State is the grain's own: code that left its turns (Task.Run, ConfigureAwait(false)) must not touch it.</summary>
    private GrainState<TState> Row => TaskScheduler.Current == owner ? _row
        : throw new InvalidOperationException($"The state of {owner.GrainId} was used outside the grain's turns.");

    public string? Etag => _row.ETag;

    public bool RecordExists => _row.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, owner.GrainId, Row);

    public Task WriteStateAsync() => storage.WriteStateAsync(name, owner.GrainId, Row);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, owner.GrainId, Row);

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) => ReadStateAsync();

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A state nobody has written. A type without an empty constructor gets its members' defaults.</summary>
    internal static TState Empty() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
}
