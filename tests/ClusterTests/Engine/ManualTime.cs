namespace Pivotal.ClusterTests.Engine;

/// <summary>A clock that begins at noon and moves when the test says so; timers fire on the test's thread, in the order they are due.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(System.GetUtcNow().UtcDateTime.Date.AddHours(12)); // columns of rows keep milliseconds only

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } due)
        {
            due.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var first = _timers.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            if (first is not null)
            {
                _now = first.DueAt > _now ? first.DueAt : _now;
                first.Reschedule(_now);
            }

            return first;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private static readonly ExecutionContext NoContext = CaptureNone();
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                _period = period;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + dueTime;
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Reschedule(DateTimeOffset now)
        {
            if (_period > TimeSpan.Zero)
            {
                DueAt = now + _period;
            }
            else
            {
                DueAt = DateTimeOffset.MaxValue;
                time._timers.Remove(this);
            }
        }

        /// <summary>In the context of the timer's maker, as a real timer does; in none if the maker suppressed it.</summary>
        public void Fire() => ExecutionContext.Run(_context ?? NoContext, _ => callback(state), null);

        private static ExecutionContext CaptureNone()
        {
            ExecutionContext? none = null;
            var thread = new Thread(() => none = ExecutionContext.Capture());
            thread.UnsafeStart();
            thread.Join();
            return none!;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
