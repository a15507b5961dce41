using Orleans.Runtime;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>A grain's timer: the next tick is counted from the end of the one before.</summary>
internal sealed class ActivationTimer : IGrainTimer
{
    private readonly World _world;
    private readonly Activation _activation;
    private readonly Func<Task> _tick;
    private readonly bool _interleaves;
    private TimeSpan _period;
    private TimeSpan? _changed;
    private bool _ticking;
    private bool _over;
    private int _set;

    public ActivationTimer(World world, Activation activation, Func<Task> tick, GrainTimerCreationOptions options)
    {
        (_world, _activation, _tick, _interleaves, _period) = (world, activation, tick, options.Interleave, options.Period);
        activation.Timers++;
        Set(options.DueTime);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        if (_ticking)
            _changed = dueTime;
        else
            Set(dueTime);
    }

    public void Dispose()
    {
        if (_over)
            return;
        _over = true;
        _activation.Timers--;
    }

    private void Set(TimeSpan wait)
    {
        var mine = ++_set;
        _world.After(wait, () => Due(mine));
    }

    private void Due(int mine)
    {
        if (mine == _set && !_over && !_activation.IsLost && !_activation.IsLeaving)
            _world.Begin(Tick);
    }

    private async Task Tick()
    {
        (_ticking, _changed) = (true, null);
        try
        {
            await _activation.Ask(
                async () =>
                {
                    if (!_over)
                        await _tick();
                    return true;
                },
                _interleaves
            );
        }
        catch (Exception)
        {
            // As with the engine: said in the log, and the next tick comes.
        }

        _ticking = false;
        if (!_over)
            Set(_changed ?? _period);
    }
}
