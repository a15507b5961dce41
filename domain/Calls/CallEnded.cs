using Orleans;

namespace Pivotal.Domain.Calls;

/// <param name="Outcome">call_attempts.outcome</param>
[GenerateSerializer, Immutable, Alias("Pivotal.CallEnded")]
public sealed record CallEnded(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] Guid ContactId,
    [property: Id(2)] string Outcome,
    [property: Id(3)] Guid? AgentId,
    [property: Id(4)] DateTimeOffset At
)
{
    /// <summary>The carrier had taken the dial, so that a phone may have rung.</summary>
    [Id(5)]
    public bool Rang { get; init; }
}
