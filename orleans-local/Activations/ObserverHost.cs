using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// The mailbox of an observer: notifications reach the object one at a time and in order. The object is held weakly, as
/// in the official client; the mailbox of one that was collected goes with the next notification.
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
            Silo.Lost.Add(call);
        }
    }

    public override string ToString() => ObserverId.ToString();

    protected override Task? Begin(GrainCall call)
    {
        if (_observer.TryGetTarget(out var alive))
        {
            return call.Start(alive);
        }

        Silo.Unregister(ObserverId);
        Silo.Lost.Add(call);
        return new TaskCompletionSource().Task; // nobody ends it; the call has its timeout
    }

    protected override bool IsInterleavable(GrainCall call) => call.Method.IsAlwaysInterleave;
}
