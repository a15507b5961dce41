using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>The observers of one activation's stages; the grain's own <c>OnActivateAsync</c> is the stage Activate.</summary>
internal sealed class ActivationLifecycle : IGrainLifecycle
{
    private readonly List<Subscription> _subscriptions = [];

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, stage, observer);
        _subscriptions.Add(subscription);
        return subscription;
    }

    public async Task StartAsync(CancellationToken token, Func<CancellationToken, Task> activate)
    {
        foreach (var early in InOrder().Where(s => s.Stage <= GrainLifecycleStage.Activate))
        {
            await early.Observer.OnStart(token);
        }

        await activate(token);
        foreach (var late in InOrder().Where(s => s.Stage > GrainLifecycleStage.Activate))
        {
            await late.Observer.OnStart(token);
        }
    }

    public async Task StopAsync(CancellationToken token)
    {
        foreach (var subscription in InOrder().Reverse())
        {
            await subscription.Observer.OnStop(token);
        }
    }

    private Subscription[] InOrder() => [.. _subscriptions.OrderBy(s => s.Stage)];

    private sealed record Subscription(ActivationLifecycle Owner, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose() => Owner._subscriptions.Remove(this);
    }
}
