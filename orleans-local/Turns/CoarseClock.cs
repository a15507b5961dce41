namespace Orleans.Local;

/// <summary>
/// The time since start, a quarter of a second coarse: reading it costs a call a memory read instead of a system call. It is the
/// machine's time, as in the official engine: how long a grain was idle has nothing to do with the application's clock.
/// </summary>
internal sealed class CoarseClock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private ITimer? _timer;
    private long _now;

    /// <summary>Ticks of <see cref="TimeSpan"/>.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Start()
    {
        using (CleanContext.Enter())
        {
            _timer = _time.CreateTimer(static self => ((CoarseClock)self!).Advance(), this, Interval, Interval);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Advance() => Volatile.Write(ref _now, _time.GetElapsedTime(_start).Ticks);
}
