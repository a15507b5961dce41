using System.Globalization;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer.Chain;

internal static class CallingWindowGate
{
    public static readonly Gate Gate = new("calling_window", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        var zone = campaign.ZoneOf(contact.TimeZone);
        return campaign.Window.IsOpen(now, zone) ? GateVerdict.Open : new(EntryReason.WindowClosed, campaign.Window.NextOpen(now, zone));
    }

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict)
    {
        var zone = campaign.ZoneOf(contact.TimeZone);
        var local = TimeZoneInfo.ConvertTime(now, zone).ToString("ddd HH:mm", CultureInfo.InvariantCulture);
        return new(
            verdict.IsOpen ? $"It is {local} where the contact is, inside calling hours." : $"It is {local} where the contact is, outside calling hours.",
            ("timeZone", zone.Id), ("localTime", local), ("from", campaign.Window.Start.ToString("HH:mm", CultureInfo.InvariantCulture)), ("until", campaign.Window.End.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }
}
