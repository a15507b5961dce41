using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Domain.Calls;

internal static class AbandonedMessage
{
    /// <summary>Null: the line is cut without a word.</summary>
    public static SpokenMessage? Of(CampaignRules rules, EffectiveCompliance law, string? callerId) =>
        SafeHarbour.For(rules.Compliance, law, callerId) is { } spoken
            ? new(spoken.Text, spoken.Language, ToMachines: false, spoken.OptOutKey)
            : null;
}
