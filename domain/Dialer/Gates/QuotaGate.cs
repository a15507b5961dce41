using System.Globalization;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>One quota that counts the contact, and what of it is used.</summary>
public sealed record QuotaUse(string Name, int Goal, int InCalls, int Leads);

/// <summary>Places of quotas are given away one by one at the dial; this is what the answer would be.</summary>
internal static class QuotaGate
{
    public static readonly Gate Gate = new("quotas", Judge, Tell);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        if (contact.Quotas is not { } quotas)
            return GateVerdict.Open;
        if (quotas.Any(q => q.Leads >= q.Goal))
            return new(EntryReason.QuotaFull, null);
        return quotas.Any(q => q.Leads + q.InCalls >= q.Goal) ? new(EntryReason.QuotaFull, now + Pause) : GateVerdict.Open;
    }

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            campaign.Rules.Quotas.Count == 0 ? "The campaign has no quotas."
                : contact.Quotas is not { Count: > 0 } ? "No quota counts the contact."
                : verdict.IsOpen ? "Every quota that counts the contact has room."
                : verdict.IsNever ? "A quota that counts the contact has reached its goal."
                : "Calls that run may fill a quota that counts the contact.",
            [
                .. (contact.Quotas ?? [])
                    .DistinctBy(q => q.Name)
                    .Select(q =>
                        (q.Name, string.Create(CultureInfo.InvariantCulture, $"{q.Leads} of {q.Goal} leads, {q.InCalls} in calls"))
                    ),
            ]
        );
}
