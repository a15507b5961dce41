using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// A timer whose ticks are calls of the grain to itself, so that the mailbox decides when a tick may run. The period is
/// counted from the end of a tick: a slow callback makes ticks rarer, never concurrent.
/// </summary>
internal sealed class GrainTimer<TState> : IGrainTimer, IGrainTimerInvoker
{
    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly bool _interleave;
    private readonly bool _keepAlive;
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;

    public GrainTimer(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, nameof(options.DueTime));
        Check(options.Period, nameof(options.Period));
        _activation = activation;
        _callback = callback;
        _state = state;
        (_interleave, _keepAlive, _dueTime, _period) = (options.Interleave, options.KeepAlive, options.DueTime, options.Period);

        // The timer must not carry the context of the call that made it.
        using (CleanContext.Enter())
        {
            _timer = activation.Silo.Time.CreateTimer(
                static self => ((GrainTimer<TState>)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Start() => _timer.Change(_dueTime, Timeout.InfiniteTimeSpan);

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        (_dueTime, _period) = (dueTime, period);
        if (_ended.IsCancellationRequested)
        {
            return;
        }

        if (Volatile.Read(ref _ticking))
        {
            // Counted from the end of the tick, like the period.
            _changed = true;
            return;
        }

        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        try
        {
            _ended.Cancel();
        }
        catch (AggregateException exception)
        {
            // Whoever listens to the token failed; that must not keep the activation from ending.
            _activation.Silo.Log.TimerFailed(exception, _activation.GrainId);
        }

        _activation.Timers.Remove(this);
    }

    public async Task InvokeCallbackAsync()
    {
        // What was changed while this tick stood in the queue has its tick now.
        _changed = false;
        try
        {
            if (!_ended.IsCancellationRequested)
            {
                await _callback(_state, _ended.Token);
            }
        }
        catch (Exception exception)
        {
            // A failing tick must not end the timer: the next one may succeed.
            _activation.Silo.Log.TimerFailed(exception, _activation.GrainId);
        }

        var next = _changed ? _dueTime : _period;
        Volatile.Write(ref _ticking, false);
        if (!_ended.IsCancellationRequested)
        {
            _timer.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    private void Due()
    {
        // The next tick is scheduled when this one has ended, so there is never more than one.
        if (!Interlocked.Exchange(ref _ticking, true))
        {
            _activation.TryEnqueue(new TimerTick(_activation, this, _interleave, _keepAlive));
        }
    }

    private static void Check(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromMilliseconds(uint.MaxValue - 1), name);
        }
    }
}
