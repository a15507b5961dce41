namespace Pivotal.Domain.Compliance.Law;

/// <summary>How one holiday finds its date in any year: a fixed day, the nth weekday of a month, the last weekday before a day, a distance from Easter Sunday, or one single date.</summary>
/// <param name="Weekday">ISO day, 1 = Monday</param>
/// <param name="Nth">1 the first of the month … -1 the last</param>
/// <param name="Before">the last such weekday before this day of the month</param>
/// <param name="Easter">days from Easter Sunday (western)</param>
/// <param name="From">first year it is kept</param>
/// <param name="Moved">years in which it was kept on another date</param>
public sealed record HolidayDay(
    string Name,
    int? Month = null,
    int? Day = null,
    int? Weekday = null,
    int? Nth = null,
    int? Before = null,
    int? Easter = null,
    DateOnly? Date = null,
    int? From = null,
    IReadOnlyDictionary<string, DateOnly>? Moved = null
)
{
    /// <summary>Null: not kept in that year.</summary>
    public DateOnly? In(int year)
    {
        if (year < From)
            return null;
        if (Moved?.TryGetValue(year.ToString(System.Globalization.CultureInfo.InvariantCulture), out var moved) == true)
            return moved;
        if (Date is { } single)
            return single.Year == year ? single : null;
        if (Easter is { } distance)
            return EasterSunday(year).AddDays(distance);
        if (Day is { } day)
            return new DateOnly(year, Month!.Value, day);
        if (Before is { } before)
            return Back(new DateOnly(year, Month!.Value, before).AddDays(-1), Weekday!.Value);
        return Nth is -1
            ? Back(new DateOnly(year, Month!.Value, DateTime.DaysInMonth(year, Month.Value)), Weekday!.Value)
            : Forward(new DateOnly(year, Month!.Value, 1), Weekday!.Value).AddDays(7 * (Nth!.Value - 1));
    }

    /// <summary>Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }

    private static DateOnly Back(DateOnly from, int weekday)
    {
        while (WeekHours.IsoDay(from.DayOfWeek) != weekday)
            from = from.AddDays(-1);
        return from;
    }

    private static DateOnly Forward(DateOnly from, int weekday)
    {
        while (WeekHours.IsoDay(from.DayOfWeek) != weekday)
            from = from.AddDays(1);
        return from;
    }
}
