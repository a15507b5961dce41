using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer;

/// <summary>The answer to "may this contact be dialled now?".</summary>
/// <param name="Reason">null when open; otherwise the reason shown to people</param>
/// <param name="NextAt">when to ask again; null when never</param>
public readonly record struct GateVerdict(string? Reason, DateTimeOffset? NextAt)
{
    public static readonly GateVerdict Open = new(null, null);

    public bool IsOpen => Reason is null;
}

/// <summary>The chain a claimed contact passes in the instant it is dialled. The do-not-call gate is asked once more by the statement that stores the intent.</summary>
public static class Gates
{
    public static GateVerdict AtDial(HopperEntry entry, CampaignSettings campaign, IReadOnlySet<string> suppressed, DateTimeOffset now)
    {
        if (suppressed.Contains(entry.Phone)) return new(EntryReason.Dnc, null);
        if (entry.Attempts >= campaign.MaxAttempts && entry.Reason != EntryReason.Callback) return new(EntryReason.MaxAttempts, null);
        var zone = campaign.ZoneOf(entry.TimeZone);
        return campaign.Window.IsOpen(now, zone) ? GateVerdict.Open : new(EntryReason.WindowClosed, campaign.Window.NextOpen(now, zone));
    }
}
