using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>How many agents outbound calls leave alone, so that somebody is there for people who call in.</summary>
public static class AgentsKept
{
    /// <param name="team">agents signed on and not in a break: free, on a call or in wrap-up</param>
    public static int Of(AgentReserve reserve, int team) => Math.Min(team, Math.Max(reserve.Agents, ((team * reserve.Percent) + 99) / 100));
}
