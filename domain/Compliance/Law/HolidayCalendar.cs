using System.Collections.Concurrent;

namespace Pivotal.Domain.Compliance.Law;

/// <param name="Name">as people know it; the day kept instead of one that falls on a weekend says so</param>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>The public holidays of a country, by rule and therefore for every year. A day that falls on a weekend counts itself and on the day it is kept.</summary>
/// <param name="Observed"><c>nearest_weekday</c> (Saturday the Friday before, Sunday the Monday after) or <c>next_free_weekday</c> (the next weekday that is no holiday)</param>
public sealed record HolidayCalendar(string Id, string Name, string Source, string Observed, IReadOnlyList<HolidayDay> Days)
{
    private readonly ConcurrentDictionary<int, IReadOnlyList<Holiday>> _years = new();

    public bool Contains(DateOnly date) => In(date.Year).Any(h => h.Date == date);

    /// <summary>Every holiday that lies in the year, in order.</summary>
    public IReadOnlyList<Holiday> In(int year) => _years.GetOrAdd(year, Compute);

    // The first day of next year may be kept on the last of this one.
    private Holiday[] Compute(int year) =>
        [
            .. KeptFor(year)
                .Concat(KeptFor(year + 1))
                .Concat(KeptFor(year - 1))
                .Where(h => h.Date.Year == year)
                .DistinctBy(h => h.Date)
                .OrderBy(h => h.Date),
        ];

    private List<Holiday> KeptFor(int year)
    {
        var kept = Days.Select(d => (d.Name, Date: d.In(year)))
            .Where(d => d.Date is not null)
            .Select(d => new Holiday(d.Date!.Value, d.Name))
            .OrderBy(h => h.Date)
            .ToList();
        foreach (var holiday in kept.Where(h => IsWeekend(h.Date)).ToList())
        {
            var instead =
                Observed == "nearest_weekday"
                    ? holiday.Date.AddDays(holiday.Date.DayOfWeek == DayOfWeek.Saturday ? -1 : 1)
                    : NextFree(holiday.Date, kept);
            kept.Add(new Holiday(instead, $"{holiday.Name} (observed)"));
        }

        return kept;
    }

    private static DateOnly NextFree(DateOnly date, List<Holiday> taken)
    {
        do
        {
            date = date.AddDays(1);
        } while (IsWeekend(date) || taken.Any(h => h.Date == date));
        return date;
    }

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
