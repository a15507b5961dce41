using Orleans;

namespace Pivotal.Domain.Telephony;

/// <summary>Which of our legs an event speaks of: the person called, the standing leg of an agent, or a supervisor's.</summary>
[GenerateSerializer, Alias("Pivotal.LegKind")]
public enum LegKind
{
    Customer,
    Agent,

    /// <summary>Of somebody who listens to a call; its subject is the call.</summary>
    Supervisor,
}

[GenerateSerializer, Alias("Pivotal.CarrierEventKind")]
public enum CarrierEventKind
{
    Initiated,
    Answered,
    MachineDetected,
    Bridged,
    HungUp,
    RecordingSaved,
    Other,

    /// <summary>A spoken message has come to its end.</summary>
    MessageOver,

    /// <summary>The person has pressed a key.</summary>
    KeyPressed,

    /// <summary>An answering machine has said its greeting: from here on it records.</summary>
    GreetingOver,
}

/// <summary>A carrier's webhook in our own words; the provider's wire format stays behind its adapter.</summary>
/// <param name="EventId">the provider's id; takes effect once</param>
/// <param name="Subject">call attempt id for the customer's leg, agent id for an agent's leg (both from client_state)</param>
/// <param name="Detail">MachineDetected: human|machine|fax|not_sure. HungUp: the cause. RecordingSaved: recording id. KeyPressed: the key. MessageOver: the keys pressed while it was spoken, or a word that is none.</param>
/// <param name="Source">HungUp: caller|callee|unknown</param>
[GenerateSerializer, Immutable, Alias("Pivotal.CarrierEvent")]
public sealed record CarrierEvent(
    [property: Id(0)] string EventId,
    [property: Id(1)] CarrierEventKind Kind,
    [property: Id(2)] LegKind Leg,
    [property: Id(3)] Guid Tenant,
    [property: Id(4)] Guid Subject,
    [property: Id(5)] string LegId,
    [property: Id(6)] DateTimeOffset OccurredAt,
    [property: Id(7)] string? Detail = null,
    [property: Id(8)] string? Source = null
);
