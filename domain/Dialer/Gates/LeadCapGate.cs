using System.Globalization;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>Uses of an account's lead cap, in reservations that hold and in uses that count for good.</summary>
public sealed record CapUse(int Reserved, int Committed);

/// <summary>Places are given away by the cap's own grain, one by one; this is what it would answer.</summary>
internal static class LeadCapGate
{
    public static readonly Gate Gate = new("account_cap", Judge, Tell);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        if (campaign.Cap is not { PerCall: true } cap || contact.LeadCap is not { } use || use.Reserved + use.Committed < cap.Value)
            return GateVerdict.Open;
        return new(EntryReason.CapReached, use.Committed >= cap.Value ? null : now + Pause);
    }

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        campaign.Cap is not { } cap || contact.LeadCap is not { } use
            ? new(
                campaign.Cap is null
                    ? "The campaign has no cap for accounts."
                    : "The contact belongs to no account, so no cap holds for it."
            )
            : new(
                verdict.IsOpen
                    ? $"{use.Reserved + use.Committed} of {cap.Value} places of the account are taken."
                    : $"All {cap.Value} places of the account are taken.",
                ("mode", cap.Mode),
                ("limit", Text(cap.Value)),
                ("inCalls", Text(use.Reserved)),
                ("used", Text(use.Committed))
            );

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
