namespace Pivotal.Grains.Calls;

/// <summary>When a call's grain stops waiting for an event and looks for itself.</summary>
public sealed record CallWatchOptions
{
    /// <summary>Beyond the ring time-out, which the carrier keeps itself.</summary>
    public TimeSpan RingGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the answer; the carrier's own limit is 30 s, but a person does not wait that long.</summary>
    public TimeSpan AmdLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a machine's greeting may take when the carrier does not say that it ended.</summary>
    public TimeSpan GreetingLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a hang-up order may stay without its event.</summary>
    public TimeSpan HangUpLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a running conversation is checked with the carrier: the longest a lost hang-up keeps an agent.</summary>
    public TimeSpan StatusEvery { get; init; } = TimeSpan.FromSeconds(30);
}
