using Orleans;

namespace Pivotal.Domain.Dialer.Agents;

/// <param name="CallsToday">taken since midnight</param>
/// <param name="SkillLevel">in this campaign, 1–10; more gets calls first in the order skill_level</param>
/// <param name="Rank">in this campaign, 1–99; 1 gets calls first in the order rank</param>
/// <param name="PreviewCallId">what the agent has on his screen to look at before the dial, so that both sides agree after one of them began anew</param>
[GenerateSerializer, Immutable, Alias("Pivotal.IdleAgent")]
public sealed record IdleAgent(
    [property: Id(0)] Guid AgentId,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset IdleSince,
    [property: Id(3)] string? AgentLegId,
    [property: Id(4)] int CallsToday = 0,
    [property: Id(5)] int SkillLevel = 5,
    [property: Id(6)] int Rank = 5,
    [property: Id(7)] Guid? PreviewCallId = null
);
