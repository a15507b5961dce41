using Pivotal.Simulator.Telnyx.Script;

namespace Pivotal.Simulator.Telnyx;

/// <summary>The knobs as they stand now and the dice they are thrown with.</summary>
public sealed class FaultState(FaultKnobs initial, ulong seed)
{
    private readonly Lock _gate = new();
    private Dice _dice = new(seed, "faults");
    private FaultKnobs _knobs = initial;

    public FaultKnobs Knobs
    {
        get
        {
            lock (_gate)
                return _knobs;
        }
        set
        {
            value.Validate();
            lock (_gate)
                _knobs = value;
        }
    }

    public bool Strikes(Func<FaultKnobs, double> chance)
    {
        lock (_gate)
            return chance(_knobs) is > 0 and var probability && _dice.Chance(probability);
    }

    public TimeSpan UpTo(Func<FaultKnobs, double> milliseconds)
    {
        lock (_gate)
            return TimeSpan.FromMilliseconds(milliseconds(_knobs) * _dice.Unit());
    }
}
