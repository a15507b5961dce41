using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Api.Campaigns;

/// <param name="Start">HH:mm</param>
/// <param name="End">HH:mm, outside; 24:00 is midnight</param>
internal sealed record OpenDay(int Day, string Start, string End);

/// <param name="Week">days on which the campaign may call, its own window inside the legal hours</param>
/// <param name="Closed">the next days without calls, at most a year ahead</param>
/// <param name="Message">what somebody hears who answers while no agent is there in time; null: nothing</param>
internal sealed record CampaignCompliance(
    IReadOnlyList<ComplianceLine> Lines,
    IReadOnlyList<OpenDay> Week,
    IReadOnlyList<Holiday> Closed,
    string? Message
);

internal static class GetCompliance
{
    public static async Task<Results<Ok<CampaignCompliance>, ProblemHttpResult>> Handle(
        Guid id,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) =>
        await db.Run<Results<Ok<CampaignCompliance>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await Campaign.Load(s, id, inner) is not { } campaign)
                    return Problem.NotFound();
                var chosen = await ProfileRows.Chosen(s, campaign.Rules.Compliance.Profiles, inner);
                return TypedResults.Ok(View(campaign, chosen, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)));
            },
            ct
        );

    private static CampaignCompliance View(Campaign campaign, IReadOnlyList<JurisdictionProfile> chosen, DateOnly today)
    {
        var rules = campaign.Rules.Compliance;
        var law = EffectiveCompliance.Of(chosen, rules);
        var own = campaign.Window.Hours();
        var window = WeekHours.Of([new(own.Days, own.Start, own.End)]).And(law.Hours);
        var closed = law
            .Holidays.Select(h => HolidayCalendars.Find(h.Value))
            .OfType<HolidayCalendar>()
            .SelectMany(c => c.In(today.Year).Concat(c.In(today.Year + 1)))
            .Concat(law.ClosedDates.Select(d => new Holiday(d, "Closed by the campaign")))
            .Where(h => h.Date >= today && h.Date < today.AddYears(1))
            .DistinctBy(h => h.Date)
            .OrderBy(h => h.Date);
        return new(
            ComplianceLines.Of(law, chosen),
            [
                .. Enumerable
                    .Range(1, 7)
                    .Where(d => window[d].IsOpen)
                    .Select(d => new OpenDay(d, Clock(window[d].Start), Clock(window[d].End))),
            ],
            [.. closed],
            SafeHarbour.For(rules, law, campaign.CallerId)?.Text
        );
    }

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:D2}:{minutes % 60:D2}");
}
