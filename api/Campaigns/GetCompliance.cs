using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;

namespace Pivotal.Api.Campaigns;

/// <summary>One rule as it holds for the campaign.</summary>
/// <param name="Rule">connect, clock, abandon, ring, message, lock_out, attempts, hours, holidays, retention</param>
/// <param name="Value">for people</param>
/// <param name="By">id of the profile that decides it, or <c>campaign</c></param>
/// <param name="Verify">the number is not confirmed at its source yet</param>
internal sealed record ComplianceLine(string Rule, string Value, string By, string ByName, string Source, bool Verify);

/// <param name="Start">HH:mm</param>
/// <param name="End">HH:mm, outside; 24:00 is midnight</param>
internal sealed record OpenDay(int Day, string Start, string End);

/// <param name="Week">days on which the campaign may call, its own window inside the legal hours</param>
/// <param name="Closed">the next days without calls, at most a year ahead</param>
/// <param name="Message">what somebody hears who answers while no agent is there in time; null: nothing</param>
internal sealed record CampaignCompliance(IReadOnlyList<ComplianceLine> Lines, IReadOnlyList<OpenDay> Week, IReadOnlyList<Holiday> Closed, string? Message);

internal static class GetCompliance
{
    public static async Task<Results<Ok<CampaignCompliance>, ProblemHttpResult>> Handle(Guid id, RequestDb db, TimeProvider time, CancellationToken ct) =>
        await db.Run<Results<Ok<CampaignCompliance>, ProblemHttpResult>>(async (s, inner) =>
        {
            if (await Campaign.Load(s, id, inner) is not { } campaign) return Problem.NotFound();
            var chosen = await ProfileRows.Chosen(s, campaign.Rules.Compliance.Profiles, inner);
            return TypedResults.Ok(View(campaign, chosen, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)));
        }, ct);

    private static CampaignCompliance View(Campaign campaign, IReadOnlyList<JurisdictionProfile> chosen, DateOnly today)
    {
        var rules = campaign.Rules.Compliance;
        var law = EffectiveCompliance.Of(chosen, rules);
        var window = WeekHours.Of([new(campaign.Window.Days, Time(campaign.Window.Start), Time(campaign.Window.End))]).And(law.Hours);
        var closed = law.Holidays.Select(h => HolidayCalendars.Find(h.Value)).OfType<HolidayCalendar>().SelectMany(c => c.In(today.Year).Concat(c.In(today.Year + 1)))
            .Concat(law.ClosedDates.Select(d => new Holiday(d, "Closed by the campaign")))
            .Where(h => h.Date >= today && h.Date < today.AddYears(1)).DistinctBy(h => h.Date).OrderBy(h => h.Date);
        return new(
            [.. Lines(law).Select(l => l with { ByName = chosen.FirstOrDefault(p => p.Id == l.By)?.Name ?? "This campaign" })],
            [.. Enumerable.Range(1, 7).Where(d => window[d].IsOpen).Select(d => new OpenDay(d, Clock(window[d].Start), Clock(window[d].End)))],
            [.. closed], SafeHarbour.For(rules, law, campaign.CallerId)?.Text);
    }

    private static IEnumerable<ComplianceLine> Lines(EffectiveCompliance law)
    {
        if (law.ConnectSeconds is { } connect) yield return Line("connect", $"{connect.Value.ToString(CultureInfo.InvariantCulture)} s", connect);
        if (law.Clock is { } clock) yield return Line("clock", clock.Value == ConnectRule.PickUp ? "from the pick-up" : "from the end of the greeting", clock);
        foreach (var abandon in law.Abandon) yield return Line("abandon", $"{Percent(abandon.Value.Cap)} of calls a person answers, {Words(abandon.Value.Window)}", abandon);
        if (law.RingSeconds is { } ring) yield return Line("ring", $"{ring.Value} s", ring);
        if (law.Message is { } message)
            yield return Line("message", $"{string.Join(", ", message.Value.Parts.Select(p => p.Replace('_', ' ')))}{(message.Value.AutomatedOptOut ? "; opt-out by a key" : "")}{(message.Value.Marketing ? "" : "; no marketing")}", message);
        if (law.LockOutHours is { } lockOut) yield return Line("lock_out", $"{lockOut.Value} h", lockOut);
        foreach (var attempts in law.Attempts) yield return Line("attempts", $"{attempts.Value.Most} in {attempts.Value.Hours} h", attempts);
        foreach (var hours in law.HoursBy)
        {
            var week = hours.Value.Week.Select(l => $"{string.Join(", ", l.Days.Select(d => CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames[d % 7]))} {l.Start:HH:mm}–{l.End:HH:mm}");
            yield return Line("hours", string.Join("; ", week), hours);
        }

        foreach (var holidays in law.Holidays) yield return Line("holidays", HolidayCalendars.Find(holidays.Value)?.Name ?? holidays.Value, holidays);
        if (law.RetentionYears is { } years) yield return Line("retention", $"{years.Value} years", years);
    }

    private static ComplianceLine Line<T>(string rule, string value, Decided<T> decided) => new(rule, value, decided.By, "", decided.Source, decided.Verify);

    private static string Words(string window) => window switch
    {
        AbandonRule.Day => "over 24 hours",
        AbandonRule.ThirtyDays => "over 30 days",
        _ => "each calendar month",
    };

    private static string Percent(double share) => share.ToString("0.## %", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:D2}:{minutes % 60:D2}");
}
