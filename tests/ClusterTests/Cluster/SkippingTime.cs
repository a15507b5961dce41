using System.Collections.Concurrent;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>A clock on which every pause is over at once and has taken its time all the same.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private long _now = TimeSpan.TicksPerDay;

    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pass(dueTime);
        Pauses.Enqueue(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Fired();
    }

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
