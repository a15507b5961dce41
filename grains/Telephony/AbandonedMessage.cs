using Pivotal.Data.Compliance.Law;
using Pivotal.GrainInterfaces.Dialer.Rules;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Telephony;

internal static class AbandonedMessage
{
    /// <summary>Null: the line is cut without a word.</summary>
    public static SpokenMessage? Of(CampaignRules rules, EffectiveCompliance law, string? callerId) =>
        SafeHarbour.For(rules.Compliance, law, callerId) is { } spoken ? new(spoken.Text, spoken.Language, ToMachines: false, spoken.OptOutKey) : null;
}
