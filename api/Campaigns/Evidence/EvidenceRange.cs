using System.Globalization;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Campaigns.Evidence;

/// <summary>Days on the campaign's clock, both inside.</summary>
internal sealed record EvidenceRange(DateOnly From, DateOnly To, TimeZoneInfo Clock)
{
    private const int Most = 366;

    public DateTimeOffset Start => LocalDay.Start(From, Clock);

    public DateTimeOffset End => LocalDay.Start(To.AddDays(1), Clock);

    /// <param name="from">yyyy-MM-dd; absent: thirty days back</param>
    /// <param name="to">yyyy-MM-dd; absent: today</param>
    public static (EvidenceRange? Range, Validation Check) Of(string? from, string? to, string zone, DateTimeOffset now)
    {
        var clock = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, clock).DateTime);
        var last = to is null ? today : Day(to);
        var first = from is null ? last?.AddDays(-29) : Day(from);
        var check = new Validation()
            .That(first is not null, "/from", "field.date", "Write a day such as 2026-01-31.")
            .That(last is not null, "/to", "field.date", "Write a day such as 2026-01-31.")
            .That(first is null || last is null || first <= last, "/to", "field.out_of_range", "The last day comes after the first.")
            .That(
                first is null || last is null || last.Value.DayNumber - first.Value.DayNumber < Most,
                "/from",
                "field.out_of_range",
                $"At most {Most} days at once."
            );
        return (check.Failed ? null : new(first!.Value, last!.Value, clock), check);
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year > 2000
        && day.Year < 9000
            ? day
            : null;
}
