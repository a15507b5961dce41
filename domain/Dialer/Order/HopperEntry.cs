using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Order;

/// <summary>A contact the queue has claimed and may dial next, with all the desk will need.</summary>
/// <param name="Attempts">calls made before</param>
/// <param name="Reason">why it waited (callback, retry_later), null for a first call</param>
public sealed record HopperEntry(
    Guid ContactId,
    Guid? AccountId,
    string Phone,
    string TimeZone,
    int Attempts,
    string? Reason,
    CallContact Contact,
    CallAccount? Account
);

/// <summary>A dial the queue has decided on; it counts as in flight from this moment.</summary>
/// <param name="ForAgent">the only agent who may get it: he has seen the contact before</param>
/// <param name="Agentless">nobody gets it: who answers hears the campaign's message</param>
public sealed record PlannedDial(Guid CallId, HopperEntry Entry, Guid? ForAgent = null, bool Agentless = false)
{
    /// <summary>Null: an agent was free for it.</summary>
    public Admission? Admission { get; init; }
}

/// <summary>A call of this campaign that has not ended.</summary>
/// <param name="Status">intent, dialing, answered, bridged</param>
/// <param name="ForAgent">the only agent who may get it</param>
/// <param name="Agentless">nobody gets it</param>
public sealed record InFlightCall(
    Guid CallId,
    Guid ContactId,
    Guid? AccountId,
    string Phone,
    int AttemptNo,
    string Status,
    DateTimeOffset Since,
    Guid? AgentId,
    string? AgentLegId,
    Guid? ForAgent = null,
    bool Agentless = false
)
{
    /// <summary>Whoever is free may get it, and nobody has it yet.</summary>
    public bool WantsAnybody => AgentId is null && ForAgent is null && !Agentless && !GivenUp;

    /// <summary>Nobody was free in time for the person on the line, who may still hear a message: no agent is needed any more.</summary>
    public bool GivenUp { get; init; }

    /// <summary>Its agent came later than the law allows; the rows count it as abandoned already.</summary>
    public bool Late { get; init; }
}
