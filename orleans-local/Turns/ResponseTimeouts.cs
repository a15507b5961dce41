using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Local;

/// <summary>
/// Fails calls that are not answered in time. Instead of a timer per call, one sweep at a coarse interval asks every
/// mailbox: a call costs nothing but the read of <see cref="Now"/>. A timeout is never early and at most two intervals late;
/// the interval is a tenth of the shortest limit in use, between 20 ms and 1 s. Time here is always the machine's: a test that
/// moves the application's clock an hour on does not mean that its calls took an hour.
/// </summary>
internal sealed class ResponseTimeouts : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromSeconds(1);

    private readonly LocalSilo _silo;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly TimeSpan _timeout;
    private readonly long _start;
    private readonly Lock _gate = new();
    private TimeSpan _interval;
    private ITimer? _sweep;
    private long _now;

    public ResponseTimeouts(LocalSilo silo, IOptions<SiloMessagingOptions> options)
    {
        _silo = silo;
        _timeout = options.Value.ResponseTimeout;
        CancelsRequests = options.Value.CancelRequestOnTimeout;
        _interval = IntervalFor(_timeout);
        _start = _time.GetTimestamp();
    }

    /// <summary>Whether a call that timed out is also cancelled in the grain.</summary>
    public bool CancelsRequests { get; }

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

    /// <summary>Sweeps as often as a limit needs that is shorter than those seen so far.</summary>
    public void Heed(TimeSpan limit)
    {
        var interval = IntervalFor(limit);
        if (interval >= _interval)
        {
            return;
        }

        lock (_gate)
        {
            _interval = interval < _interval ? interval : _interval;
            _sweep?.Change(_interval, _interval);
        }

        Volatile.Write(ref _now, Elapsed);
    }

    /// <summary>A call may have been sent up to one interval after the time it carries.</summary>
    public bool IsExpired(GrainCall call) => Now - call.SentAt >= LimitOf(call).Ticks + _interval.Ticks;

    public void Expire(GrainCall call) => call.TimeOut(new TimeoutException(
        $"{call.Method.ActivityName} on {call.Target?.GrainId} was not answered within {LimitOf(call)}. "
        + "The grain is busy, or it waits for a grain that waits for it."));

    private long Elapsed => _time.GetElapsedTime(_start).Ticks;

    private static TimeSpan IntervalFor(TimeSpan limit) => TimeSpan.FromTicks(Math.Clamp(limit.Ticks / 10, Shortest.Ticks, Longest.Ticks));

    private TimeSpan LimitOf(GrainCall call) => call.Method.Timeout ?? _timeout;

    private void Sweep()
    {
        Volatile.Write(ref _now, Elapsed);
        foreach (var host in _silo.Hosts())
        {
            host.ExpireCalls(this);
        }

        _silo.Lost.Expire(this);
    }
}
