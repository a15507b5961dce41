using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// The mailbox of an observer: notifications reach the object one at a time and in order. The object is held weakly, as
/// in the official client, so forgetting to delete a reference leaks a mailbox and not the object.
/// </summary>
internal sealed class ObserverHost(LocalSilo silo, GrainId id, IGrainObserver observer) : TurnHost(silo)
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);

    public GrainId ObserverId { get; } = id;

    public void Close()
    {
        lock (Gate)
        {
            IsClosed = true;
        }

        foreach (var call in TakeWaiting())
        {
            call.Fail(new ClientNotAvailableException(ObserverId));
        }
    }

    public override string ToString() => ObserverId.ToString();

    protected override Task? Begin(GrainCall call) =>
        _observer.TryGetTarget(out var alive) ? call.Start(alive) : Task.FromException(new ClientNotAvailableException(ObserverId));

    protected override bool IsInterleavable(GrainCall call) => call.Method.IsAlwaysInterleave;
}
