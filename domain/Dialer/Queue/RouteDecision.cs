using Orleans;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>AgentId null: nobody was free; the call is to be hung up as abandoned.</summary>
[GenerateSerializer, Immutable, Alias("Pivotal.RouteDecision")]
public sealed record RouteDecision([property: Id(0)] Guid? AgentId, [property: Id(1)] string? AgentLegId, [property: Id(2)] string Reason);
