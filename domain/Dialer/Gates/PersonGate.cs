using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

internal static class PersonGate
{
    public static readonly Gate Gate = new("contact", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.Invalid ? new(EntryReason.Invalid, null)
        : contact.Phone.Length == 0 ? new(EntryReason.NoPhone, null)
        : GateVerdict.Open;

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            verdict.Reason switch
            {
                EntryReason.Invalid => "The contact was deleted or marked invalid.",
                EntryReason.NoPhone => "The contact has no number that can be called.",
                _ => "The contact can be reached.",
            },
            ("phone", contact.Phone)
        );
}
