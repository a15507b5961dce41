using System.Globalization;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>A promised callback is kept even when the attempts are used up.</summary>
internal static class AttemptsGate
{
    public static readonly Gate Gate = new("attempts", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.Attempts >= campaign.MaxAttempts && contact.Waits != EntryReason.Callback
            ? new(EntryReason.MaxAttempts, null)
            : GateVerdict.Open;

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            verdict.IsOpen
                ? contact.Waits == EntryReason.Callback
                    ? "A callback was promised."
                    : $"Called {contact.Attempts} of at most {campaign.MaxAttempts} times."
                : $"Called {contact.Attempts} times; the campaign calls at most {campaign.MaxAttempts} times.",
            ("attempts", contact.Attempts.ToString(CultureInfo.InvariantCulture)),
            ("maxAttempts", campaign.MaxAttempts.ToString(CultureInfo.InvariantCulture))
        );
}
