using Pivotal.Simulator.Telnyx.Script;

namespace Pivotal.Simulator.Telnyx;

public enum LegPhase
{
    Ringing,
    Answered,
    Bridged,
    Ended,
}

/// <summary>One call leg at one moment. Immutable; <see cref="LegMachine"/> makes the next one.</summary>
public sealed record Leg(string ControlId, string LegId, string SessionId, DialOrder Order, CallScript Script, DateTimeOffset DialledAt)
{
    public LegPhase Phase { get; init; } = LegPhase.Ringing;
    public string? ClientState { get; init; } = Order.ClientState;
    public string? Partner { get; init; }
    public bool ParksAfterUnbridge { get; init; } = Order.ParkAfterUnbridge;
    public DateTimeOffset? AnsweredAt { get; init; }
    public DateTimeOffset? BridgedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? HangupCause { get; init; }
    public string? HangupSource { get; init; }
    public string? SipCause { get; init; }
    public DateTimeOffset? RecordingSince { get; init; }

    /// <summary>Counts bridges, so that an alarm set for an earlier bridge is recognised as stale.</summary>
    public int Bridges { get; init; }

    /// <summary>Keys that are waited for; null while none are.</summary>
    public string? Gathers { get; init; }

    /// <summary>Counts them, as <see cref="Bridges"/>.</summary>
    public int Gatherings { get; init; }

    /// <summary>monitor, whisper, barge; null for a leg that supervises nobody.</summary>
    public string? SupervisorRole { get; init; } = Order.SupervisorRole;

    public bool IsAlive => Phase != LegPhase.Ended;
}
