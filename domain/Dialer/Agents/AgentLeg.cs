using System.Collections.Immutable;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>An agent's standing leg as the carrier's answers and reports have it, which may come twice, late or in the wrong order: a leg that has ended stays ended.</summary>
/// <param name="Id">null: he has none</param>
public sealed record AgentLeg(string? Id, bool Up)
{
    public static readonly AgentLeg None = new(null, false);

    private ImmutableHashSet<string> Ended { get; init; } = [];

    public bool HasEnded(string legId) => Ended.Contains(legId);

    /// <summary>The carrier took the dial; the leg may have come up before it said so.</summary>
    public AgentLeg Dialed(string legId) => HasEnded(legId) ? this : this with { Id = legId, Up = Up && Id == legId };

    public AgentLeg CameUp(string legId) =>
        HasEnded(legId) || Up || (Id is not null && Id != legId) ? this : this with { Id = legId, Up = true };

    /// <summary>Late news of an earlier leg changes nothing.</summary>
    public AgentLeg Lost(string legId) => this with { Ended = Ended.Add(legId), Id = Id == legId ? null : Id, Up = Up && Id != legId };
}
