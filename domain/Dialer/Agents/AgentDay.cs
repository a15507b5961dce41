using Orleans;

namespace Pivotal.Domain.Dialer.Agents;

[GenerateSerializer, Immutable, Alias("Pivotal.AgentDay")]
public sealed record AgentDay(
    [property: Id(0)] int Calls,
    [property: Id(1)] int Connected,
    [property: Id(2)] int Qualified,
    [property: Id(3)] int TalkSeconds
);
