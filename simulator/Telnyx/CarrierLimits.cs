namespace Pivotal.Simulator.Telnyx;

/// <summary>The account's limits. Windows run in real time, whatever the speed.</summary>
public sealed record CarrierLimits
{
    /// <summary>Dials accepted within <see cref="DialWindowSeconds"/>; the next is 429 with code 90103.</summary>
    public int DialsPerWindow { get; init; } = 150;

    public double DialWindowSeconds { get; init; } = 5;

    /// <summary>Requests of any kind per minute before 429 with code 10011; 0 is no limit.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>How long a command_id is remembered.</summary>
    public double CommandMemorySeconds { get; init; } = 60;
}
