using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

internal static class DoNotCallGate
{
    public static readonly Gate Gate = new("do_not_call", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.Suppressed ? new(EntryReason.Dnc, null) : GateVerdict.Open;

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            verdict.IsOpen ? "The number is not on the do-not-call list." : "The number is on the do-not-call list.",
            ("phone", contact.Phone)
        );
}
