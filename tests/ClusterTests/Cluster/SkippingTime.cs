using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>A clock on which every pause is over at once, has taken its time all the same, and is remembered. Advancing by what is read, as the base can do by itself, would not know how long a pause was.</summary>
internal sealed class SkippingTime : FakeTimeProvider
{
    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pauses.Enqueue(dueTime);
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return timer;
    }
}
