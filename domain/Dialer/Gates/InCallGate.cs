using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>Nobody is called twice at once, whatever the campaigns; the unique index on running attempts says the same where it counts.</summary>
internal static class InCallGate
{
    public static readonly Gate Gate = new("in_call", Judge, Tell);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.InCall ? new(EntryReason.BusyElsewhere, now + Pause) : GateVerdict.Open;

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(verdict.IsOpen ? "The contact is in no call." : "The contact is in a call right now.");
}
