namespace Pivotal.FaultTests.Model;

/// <summary>The world's time as the product reads it.</summary>
internal sealed class WorldClock(World world) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Alarm(world, callback, state, dueTime, period);

    private sealed class Alarm : ITimer
    {
        private readonly World _world;
        private readonly Action _ring;
        private int _set;

        public Alarm(World world, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_world, _ring) = (world, () => callback(state));
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++_set;
            if (dueTime != Timeout.InfiniteTimeSpan)
                _world.After(dueTime, () => Ring(mine, period));
            return true;
        }

        public void Dispose() => _set++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(int mine, TimeSpan period)
        {
            if (mine != _set)
                return;
            if (period > TimeSpan.Zero)
                _world.After(period, () => Ring(mine, period));
            _ring();
        }
    }
}
