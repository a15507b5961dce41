using Orleans;
using Orleans.Runtime;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>When the queue works again, and on what: the timers, and the notes that one part leaves for another.</summary>
internal sealed class QueuePulse(RegisterTimer timer)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private Func<Task>? _onStep;
    private Func<Task>? _onCount;
    private IGrainTimer? _step;
    private IGrainTimer? _count;

    /// <summary>A step runs; who kicks now has it go round once more.</summary>
    public bool IsStepping { get; set; }

    public bool Again { get; set; }

    /// <summary>Managers have not seen the queue as it is.</summary>
    public bool ViewChanged { get; set; } = true;

    /// <summary>The rows are no longer as they were counted.</summary>
    public bool CountsChanged { get; set; } = true;

    /// <summary>No claim before: the last one found too few.</summary>
    public DateTimeOffset NextClaim { get; set; }

    /// <summary>The same for callbacks of agents who are free.</summary>
    public DateTimeOffset NextCallbacks { get; set; }

    public void Beats(Func<Task> onStep, Func<Task> onCount) => (_onStep, _onCount) = (onStep, onCount);

    /// <summary>Whatever was found missing may be there now.</summary>
    public void LookAgain() => (NextClaim, NextCallbacks, CountsChanged) = (default, default, true);

    /// <summary>Counting has a timer of its own: it takes seconds with millions of contacts, in which the step must go on dialling.</summary>
    public void Start()
    {
        if (_onStep is not { } onStep || _onCount is not { } onCount)
            throw new InvalidOperationException("The queue is not wired yet.");
        _step ??= timer(onStep, new(TimeSpan.Zero, Period) { Interleave = true, KeepAlive = true });
        _count ??= timer(onCount, new(TimeSpan.Zero, Period) { Interleave = true });
    }

    public void Stop()
    {
        _step?.Dispose();
        _count?.Dispose();
        (_step, _count) = (null, null);
    }

    /// <summary>Something changed: do not wait for the timer.</summary>
    public void Kick()
    {
        ViewChanged = true;
        if (IsStepping)
            Again = true;
        else
            _step?.Change(TimeSpan.Zero, Period);
    }
}
