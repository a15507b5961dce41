using System.Globalization;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

internal static class CallingWindowGate
{
    public static readonly Gate Gate = new("calling_window", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        campaign.IsOpen(now, contact.TimeZone) ? GateVerdict.Open : new(EntryReason.WindowClosed, campaign.NextOpen(now, contact.TimeZone));

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict)
    {
        var zone = campaign.ZoneOf(contact.TimeZone);
        var local = TimeZoneInfo.ConvertTime(now, zone).ToString("ddd HH:mm", CultureInfo.InvariantCulture);
        var several = contact.TimeZone.Contains(ContactClocks.Separator) && campaign.UseContactZone;
        return new(
            verdict.IsOpen ? $"It is {local} where the contact is, inside calling hours."
                : verdict.IsNever ? Never(campaign, several)
                : campaign.Hours.ClosedDay(now, zone) is { } holiday
                    ? $"It is {local} where the contact is, and nobody is called on this day: {holiday}."
                : several
                    ? $"It is {local} at the contact's address; address and number lie in different zones, and not all of them are inside calling hours."
                : $"It is {local} where the contact is, outside calling hours.",
            ("timeZone", several ? contact.TimeZone : zone.Id),
            ("localTime", local),
            ("from", campaign.Window.Start),
            ("until", campaign.Window.End)
        );
    }

    private static string Never(CampaignSettings campaign, bool several) =>
        !campaign.Hours.EverOpen ? "The campaign's window and the legal hours have no time in common, so nobody is ever called."
        : several ? "Address and number lie in different zones, and there is no time at which all of them are inside calling hours."
        : "Every day on which the campaign might call is closed.";
}
