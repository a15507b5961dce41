using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

internal static class FilterGate
{
    public static readonly Gate Gate = new("filters", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.FitsFilters ? GateVerdict.Open : new(EntryReason.Filtered, null);

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            !verdict.IsOpen ? "A filter of the campaign keeps the contact out."
                : campaign.Rules.Queue.Filters.Count == 0 ? "The campaign has no filters."
                : "The contact fits every filter of the campaign.",
            [
                .. campaign
                    .Rules.Queue.Filters.GroupBy(f => f.Field)
                    .Select(g => (g.Key, string.Join("; ", g.Select(f => $"{f.Operator} {string.Join(", ", f.Values)}".TrimEnd())))),
            ]
        );
}
