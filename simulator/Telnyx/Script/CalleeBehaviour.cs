namespace Pivotal.Simulator.Telnyx.Script;

/// <summary>How the called people behave on average. Shares are probabilities; what is left of 1 does not answer. Times are seconds before scaling.</summary>
public sealed record CalleeBehaviour
{
    public double Human { get; init; } = 0.30;
    public double Machine { get; init; } = 0.32;
    public double Busy { get; init; } = 0.06;
    public double Fax { get; init; } = 0.01;
    public double Invalid { get; init; } = 0.03;
    public double Rejects { get; init; } = 0.02;

    /// <summary>Median ring time of an answered call (log-normal, sigma 0.45).</summary>
    public double RingSeconds { get; init; } = 8;

    /// <summary>Median time from answer to the detection's verdict on a person (log-normal, sigma 0.3); machines take 2.5 times as long.</summary>
    public double AmdSeconds { get; init; } = 1.2;

    /// <summary>Share of people taken for machines and of machines taken for people.</summary>
    public double AmdError { get; init; } = 0.02;

    /// <summary>Share of verdicts "not sure".</summary>
    public double AmdNotSure { get; init; } = 0.02;

    /// <summary>Mean talk time from bridge until the callee hangs up (Erlang, 2 stages).</summary>
    public double TalkSeconds { get; init; } = 120;

    /// <summary>Median time a person stays on a silent line before hanging up (log-normal, sigma 0.5). Real time, never scaled.</summary>
    public double PatienceSeconds { get; init; } = 6;

    public void Validate()
    {
        double[] shares = [Human, Machine, Busy, Fax, Invalid, Rejects, AmdError, AmdNotSure];
        if (shares.Any(s => s is < 0 or > 1 or double.NaN) || Human + Machine + Busy + Fax + Invalid + Rejects > 1 + 1e-9)
            throw new ArgumentException("behaviour shares must each be between 0 and 1 and add up to at most 1");
        double[] times = [RingSeconds, AmdSeconds, TalkSeconds, PatienceSeconds];
        if (times.Any(t => !(t > 0)))
            throw new ArgumentException("behaviour times must be above 0");
    }
}
