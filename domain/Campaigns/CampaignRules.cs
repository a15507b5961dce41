using Pivotal.Domain.Compliance;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>What a campaign may decide about its dialling, one part per subject. A part that is absent has its defaults, which are how a campaign without rules dials.</summary>
public sealed record CampaignRules
{
    public static readonly CampaignRules Default = new();

    /// <summary>Who is next.</summary>
    public QueueRules Queue { get; init; } = new();

    /// <summary>When a contact is called again, and how often at most.</summary>
    public RecycleRules Recycle { get; init; } = new();

    /// <summary>What a disposition does; a disposition without a rule does what the product does by itself.</summary>
    public IReadOnlyList<DispositionRule> Dispositions { get; init; } = [];

    /// <summary>Which law holds, and where the campaign is stricter.</summary>
    public ComplianceRules Compliance { get; init; } = new();

    /// <summary>How calls and agents come together.</summary>
    public AgentRules Agents { get; init; } = new();

    /// <summary>How many leads of which kind; full ones are not called any more.</summary>
    public IReadOnlyList<DemographicQuota> Quotas { get; init; } = [];

    internal void Check(Validation check, string at, CampaignDocument campaign)
    {
        Queue.Check(check, $"{at}/queue", campaign.ListId);
        Recycle.Check(check, $"{at}/recycle");
        DispositionRule.Check(check, $"{at}/dispositions", Dispositions);
        Compliance.Check(check, $"{at}/compliance");
        Agents.Check(check, $"{at}/agents", campaign.DialMode);
        DemographicQuota.Check(check, $"{at}/quotas", Quotas);
    }
}
