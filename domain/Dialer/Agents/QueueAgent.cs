using Orleans;

namespace Pivotal.Domain.Dialer.Agents;

/// <param name="PauseUntil">when the break reaches the limit of its pause code; null: none</param>
[GenerateSerializer, Immutable, Alias("Pivotal.QueueAgent")]
public sealed record QueueAgent(
    [property: Id(0)] Guid AgentId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Status,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] Guid? CallId,
    [property: Id(5)] DateTimeOffset? PauseUntil = null
);
