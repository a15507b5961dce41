using Orleans;

namespace Pivotal.Domain.Dialer.Queue;

/// <param name="PickedUpAt">by the carrier's report; what some laws count from</param>
/// <param name="KnownAt">when it was clear that a person is on the line, which with answering machine detection is later</param>
[GenerateSerializer, Immutable, Alias("Pivotal.PersonOnLine")]
public sealed record PersonOnLine([property: Id(0)] DateTimeOffset PickedUpAt, [property: Id(1)] DateTimeOffset KnownAt);

/// <summary>AgentId null: nobody was free; the call is to be hung up as abandoned.</summary>
[GenerateSerializer, Immutable, Alias("Pivotal.RouteDecision")]
public sealed record RouteDecision([property: Id(0)] Guid? AgentId, [property: Id(1)] string? AgentLegId, [property: Id(2)] string Reason);
