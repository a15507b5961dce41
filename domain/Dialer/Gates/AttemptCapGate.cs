using System.Globalization;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>How often a contact, a number and an account may be called: ever, on one day of the campaign's clock, and in any 24 hours. Promised callbacks count and are held back too.</summary>
internal static class AttemptCapGate
{
    public static readonly Gate Gate = new("attempt_caps", Judge, Tell);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        if (contact.Calls is not { } calls || campaign.Rules.Recycle.Caps is not { } caps)
            return GateVerdict.Open;
        var today = new Today(campaign.ZoneOf(campaign.Zone), now);
        DateTimeOffset? next = null;
        foreach (var (made, cap) in new[] { (calls.Contact, caps.Contact), (calls.Phone, caps.Phone), (calls.Account, caps.Account) })
        {
            if (cap is null)
                continue;
            if (made.Total >= cap.Lifetime)
                return new(EntryReason.AttemptCap, null);
            if (made.Recent.Count(t => t >= today.Start) >= cap.PerDay)
                next = Later(next, today.End);
            // The cap-th newest call is the one that has to leave the window.
            if (cap.Per24Hours is { } most && made.Recent.Count >= most && made.Recent[most - 1] + Day > now)
                next = Later(next, made.Recent[most - 1] + Day);
        }

        return next is { } at ? new(EntryReason.AttemptCap, at) : GateVerdict.Open;
    }

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict)
    {
        if (campaign.Rules.Recycle.Caps is not { } caps || contact.Calls is not { } calls)
            return new("The campaign has no caps on calls.");
        var start = new Today(campaign.ZoneOf(campaign.Zone), now).Start;
        return new(
            verdict.IsOpen ? "No cap on calls is reached."
                : verdict.IsNever ? "A cap on calls is used up for good."
                : "A cap on calls is reached.",
            [
                .. Values("contact", calls.Contact, caps.Contact),
                .. Values("phone", calls.Phone, caps.Phone),
                .. Values("account", calls.Account, caps.Account),
            ]
        );

        IEnumerable<(string, string)> Values(string of, CallsTo made, AttemptCap? cap)
        {
            if (cap?.Lifetime is { } ever)
                yield return ($"{of}Ever", Of(made.Total, ever));
            if (cap?.PerDay is { } day)
                yield return ($"{of}Today", Of(made.Recent.Count(t => t >= start), day));
            if (cap?.Per24Hours is { } rolling)
                yield return ($"{of}Last24Hours", Of(made.Recent.Count(t => t + Day > now), rolling));
        }

        static string Of(int made, int most) => string.Create(CultureInfo.InvariantCulture, $"{made} of {most}");
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>The day on a clock; the days on which it is changed are an hour shorter or longer.</summary>
    private readonly record struct Today(DateTimeOffset Start, DateTimeOffset End)
    {
        public Today(TimeZoneInfo zone, DateTimeOffset now)
            : this(LocalDay.StartOf(now, zone), LocalDay.Start(LocalDay.Of(now, zone).AddDays(1), zone)) { }
    }
}
