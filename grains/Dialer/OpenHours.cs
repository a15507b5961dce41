using Pivotal.Data.Compliance.Law;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// When a campaign may call a person: its own window inside the legal hours, and not on a closed day, on the clock of that person. Where several clocks come into question
/// all of them have to be inside. Decided on local wall-clock time, so days with a clock change need no special case.
/// </summary>
public sealed class OpenHours(CallingWindow window, EffectiveCompliance law)
{
    /// <summary>How far ahead an open moment is looked for: longer than any row of holidays.</summary>
    private const int DaysAhead = 60;

    private readonly WeekHours _week = WeekHours.Of([new(window.Days, window.Start, window.End)]).And(law.Hours);

    public bool IsOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var (hours, minutes) = (_week.On(local.DayOfWeek), local.TimeOfDay.TotalMinutes);
        return hours.IsOpen && minutes >= hours.Start && minutes < hours.End && !law.IsClosed(DateOnly.FromDateTime(local));
    }

    public bool IsOpen(DateTimeOffset at, IReadOnlyList<TimeZoneInfo> clocks) => clocks.All(c => IsOpen(at, c));

    /// <summary><paramref name="at"/> itself when open, otherwise the first open instant after it; null when there is none within sixty days.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (!_week.EverOpen) return null;
        if (IsOpen(at, zone)) return at;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        for (var ahead = 0; ahead < DaysAhead; ahead++)
        {
            var day = today.AddDays(ahead);
            var hours = _week.On(day.DayOfWeek);
            if (!hours.IsOpen || law.IsClosed(day)) continue;
            foreach (var instant in CallingWindow.Openings(day.ToDateTime(TimeOnly.MinValue).AddMinutes(hours.Start), zone))
                if (instant >= at && IsOpen(instant, zone))
                    return instant;
        }

        return null;
    }

    /// <summary>The first instant at which all the clocks are inside. Each step goes to where the latest of them opens; what is open there for all is the answer.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset at, IReadOnlyList<TimeZoneInfo> clocks)
    {
        var (now, limit) = (at, at.AddDays(DaysAhead));
        while (now < limit)
        {
            var next = now;
            foreach (var clock in clocks)
            {
                if (NextOpen(next, clock) is not { } opens) return null;
                next = opens;
            }

            if (next == now) return now;
            now = next;
        }

        return null;
    }

    /// <summary>The day's own name when it is the day that is closed, for people.</summary>
    public string? ClosedDay(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        if (!law.IsClosed(day)) return null;
        return law.Holidays.Select(h => HolidayCalendars.Find(h.Value)).OfType<HolidayCalendar>().SelectMany(c => c.In(day.Year)).FirstOrDefault(h => h.Date == day)?.Name ?? "a closed day";
    }
}
