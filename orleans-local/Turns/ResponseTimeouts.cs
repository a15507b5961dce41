using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Local;

/// <summary>
/// Fails calls that are not answered in time. Instead of a timer per call, one sweep at a coarse interval asks every
/// mailbox: a call costs nothing but the read of <see cref="Now"/>, and a timeout is late by at most one interval.
/// </summary>
internal sealed class ResponseTimeouts : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromSeconds(1);

    private readonly LocalSilo _silo;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _interval;
    private readonly long _start;
    private ITimer? _sweep;
    private long _now;

    public ResponseTimeouts(LocalSilo silo, TimeProvider time, IOptions<SiloMessagingOptions> options)
    {
        _silo = silo;
        _time = time;
        _timeout = options.Value.ResponseTimeout;
        _interval = TimeSpan.FromTicks(Math.Clamp(_timeout.Ticks / 10, Shortest.Ticks, Longest.Ticks));
        _start = time.GetTimestamp();
    }

    /// <summary>Ticks since start, as of the last sweep.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Start()
    {
        using (CleanContext.Enter())
        {
            _sweep = _time.CreateTimer(static self => ((ResponseTimeouts)self!).Sweep(), this, _interval, _interval);
        }
    }

    public void Dispose() => _sweep?.Dispose();

    public bool IsExpired(GrainCall call) => Now - call.SentAt >= LimitOf(call).Ticks;

    public void Expire(GrainCall call) => call.TimeOut(new TimeoutException(
        $"{call.Method.ActivityName} on {call.Target?.GrainId} was not answered within {LimitOf(call)}. "
        + "The grain is busy, or it waits for a grain that waits for it."));

    private TimeSpan LimitOf(GrainCall call) => call.Method.Timeout ?? _timeout;

    private void Sweep()
    {
        Volatile.Write(ref _now, _time.GetElapsedTime(_start).Ticks);
        foreach (var host in _silo.Hosts())
        {
            host.ExpireCalls(this);
        }
    }
}
