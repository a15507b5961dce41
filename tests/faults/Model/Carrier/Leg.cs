using Pivotal.Domain.Telephony;

namespace Pivotal.FaultTests.Model.Carrier;

/// <summary>One leg as the carrier has it.</summary>
internal sealed class Leg(string id, LegKind kind, Guid subject, string to)
{
    public string Id => id;

    public LegKind Kind => kind;

    public Guid Subject => subject;

    public string To => to;

    public bool Answered { get; set; }

    /// <summary>Whom it talks with; for the standing leg of an agent the person, for a person the standing leg.</summary>
    public Leg? With { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool Alive => EndedAt is null;
}
