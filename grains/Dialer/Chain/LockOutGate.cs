using System.Globalization;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer.Chain;

/// <summary>A number whose call was abandoned rests for as long as the law asks (UK: 72 hours), whichever campaign abandoned it.</summary>
internal static class LockOutGate
{
    public static readonly Gate Gate = new("lock_out", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        Until(contact, campaign) is { } until && until > now ? new(EntryReason.LockOut, until) : GateVerdict.Open;

    private static DateTimeOffset? Until(GateFacts contact, CampaignSettings campaign) =>
        campaign.Compliance.LockOutHours is { } rest ? contact.AbandonedAt?.AddHours(rest.Value) : null;

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict)
    {
        var hours = campaign.Compliance.LockOutHours?.Value;
        return new(
            !verdict.IsOpen ? $"A call to this number was abandoned; it rests for {hours} hours."
            : hours is null ? "Abandoned calls lock no number out." : "No call to this number was abandoned lately.",
            ("hours", hours?.ToString(CultureInfo.InvariantCulture) ?? ""), ("abandonedAt", contact.AbandonedAt?.ToString("O", CultureInfo.InvariantCulture) ?? ""));
    }
}
