using Pivotal.Api.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns.Rules;

/// <summary>Every part of a campaign's rules is possible in itself. One file a part.</summary>
internal static class RulesCheck
{
    public static void Run(Validation check, CampaignBody body)
    {
        var rules = body.Rules ?? CampaignRules.Default;
        QueueCheck.Run(check, rules.Queue, body.ListId);
        RecycleCheck.Run(check, rules.Recycle);
        DispositionCheck.Run(check, rules.Dispositions);
        ComplianceCheck.Run(check, rules.Compliance, body);
        AgentCheck.Run(check, rules.Agents, body);
        QuotaCheck.Run(check, rules.Quotas);
    }
}
