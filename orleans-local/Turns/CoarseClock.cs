namespace Orleans.Local;

/// <summary>
/// The time since start, a second coarse at most: reading it costs a call a memory read instead of a system call. It follows
/// the time provider of the application, so that tests can let grains grow idle.
/// </summary>
internal sealed class CoarseClock(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private ITimer? _timer;
    private long _now;

    /// <summary>Ticks of <see cref="TimeSpan"/>.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Start()
    {
        using (CleanContext.Enter())
        {
            _timer = time.CreateTimer(static self => ((CoarseClock)self!).Advance(), this, Interval, Interval);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Advance() => Volatile.Write(ref _now, time.GetElapsedTime(_start).Ticks);
}
