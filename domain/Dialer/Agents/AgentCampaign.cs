using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>The campaign an agent is assigned to.</summary>
/// <param name="WrapUpSeconds">the agent's own, where the assignment has one</param>
public sealed record AgentCampaign(Guid Id, string Name, int WrapUpSeconds, string CallerId)
{
    public string Status { get; init; } = CampaignStatus.Active;

    public string DialMode { get; init; } = Campaigns.DialMode.Progressive;

    public AgentRules Rules { get; init; } = new();

    public int SkillLevel { get; init; } = 5;

    public int Rank { get; init; } = 5;
}
