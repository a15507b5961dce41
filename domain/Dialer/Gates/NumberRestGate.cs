using System.Globalization;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>
/// Between two calls to a number lies a rest, whichever campaigns make them and whoever is asked for. When a campaign calls the same person again at the same number its own
/// delays decide, and a promised callback is kept.
/// </summary>
internal static class NumberRestGate
{
    public static readonly Gate Gate = new("number_rest", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.NumberCalledAt?.AddMinutes(campaign.Rules.Recycle.NumberRestMinutes) is { } until
        && until > now
        && contact.Waits != EntryReason.Callback
            ? new(EntryReason.NumberRest, until)
            : GateVerdict.Open;

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            !verdict.IsOpen ? $"The number was called a short while ago; it rests for {campaign.Rules.Recycle.NumberRestMinutes} minutes."
                : campaign.Rules.Recycle.NumberRestMinutes == 0 ? "Numbers need not rest between two calls."
                : contact.NumberCalledAt is null ? "Nobody else called the number lately."
                : "A promised callback need not wait for the number's rest.",
            ("minutes", campaign.Rules.Recycle.NumberRestMinutes.ToString(CultureInfo.InvariantCulture)),
            ("calledAt", contact.NumberCalledAt?.ToString("O", CultureInfo.InvariantCulture) ?? "")
        );
}
