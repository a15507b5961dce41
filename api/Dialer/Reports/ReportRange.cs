using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>Query parameters of every report.</summary>
/// <param name="From">first day, on the tenant's clock; six days before <paramref name="To"/> unless asked</param>
/// <param name="To">last day, inside; today unless asked</param>
/// <param name="CampaignId">only this one</param>
internal readonly record struct ReportRequest(DateOnly? From, DateOnly? To, Guid? CampaignId);

/// <summary>What a report is about: whole days on the tenant's clock.</summary>
/// <param name="Start">inside</param>
/// <param name="End">outside</param>
internal sealed record ReportRange(
    DateOnly From,
    DateOnly To,
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset Now,
    string TimeZone,
    Guid? CampaignId
)
{
    private const int MostDays = 366;

    /// <summary>The clock that is ahead of all others (UTC+14).</summary>
    private static readonly TimeSpan FirstClock = TimeSpan.FromHours(14);

    /// <summary>For reports whose days are a campaign's own: its day may have begun when the tenant's has not, and a report up to today is not to leave out what is going on.</summary>
    public DateOnly LastDay { get; private init; } = To;

    public object Sql =>
        new
        {
            start = Start,
            end = End,
            now = Now,
            zone = TimeZone,
            campaign = CampaignId,
            fromDay = From,
            toDay = LastDay,
        };

    /// <summary>Refusals: reports.range; not_found for a campaign that is not there.</summary>
    public static async Task<(ReportRange? Range, ProblemHttpResult? Problem)> Of(
        ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var now = time.GetUtcNow();
        var (zone, known) = await db.Run(
            async (s, inner) =>
                (
                    await s.Scalar<string>("select time_zone from tenants", null, inner) ?? "UTC",
                    request.CampaignId is not { } id || await s.Scalar<bool>("select true from campaigns where id = @id", new { id }, inner)
                ),
            ct
        );
        if (!known)
            return (null, Shared.Problem.NotFound());
        var clock = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var to = request.To ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, clock).DateTime);
        if (to.Year is <= 2000 or >= 2200)
            return (null, new Validation().That(false, "/to", "reports.range", "No calls were made then.").Problem());
        var from = request.From ?? to.AddDays(-6);
        var check = new Validation()
            .That(from <= to, "/from", "reports.range", "The first day is after the last.")
            .That(to.DayNumber - from.DayNumber < MostDays, "/to", "reports.range", $"At most {MostDays} days at once.")
            .That(from.Year > 2000, "/from", "reports.range", "No calls were made then.");
        if (check.Failed)
            return (null, check.Problem());
        return (
            new(from, to, Midnight(from, clock), Midnight(to.AddDays(1), clock), now, zone, request.CampaignId)
            {
                LastDay = request.To ?? DateOnly.FromDateTime((now + FirstClock).UtcDateTime),
            },
            null
        );
    }

    /// <summary>A moment as the files write it: ISO 8601 with the offset of the tenant's clock.</summary>
    public string Write(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone))
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo clock)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock is put forward at midnight the day begins an hour later.
        while (clock.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, clock.GetUtcOffset(local)).ToUniversalTime();
    }
}
