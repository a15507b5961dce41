using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>
/// When a campaign may call a person: its own window inside the legal hours, and not on a closed day, on the clock of that person. Where several clocks come into question
/// all of them have to be inside. Decided on local wall-clock time, so days with a clock change need no special case.
/// </summary>
public sealed class OpenHours(CallingWindow window, EffectiveCompliance law)
{
    /// <summary>In so many days each holiday and each change of a clock has come round, wherever in the year one begins.</summary>
    private const int Round = 400;

    private readonly WeekHours _week = WeekHours.Of([new(window.Days, window.Start, window.End)]).And(law.Hours);

    /// <summary>False: the campaign's window and the legal hours have not a minute in common on any day of the week.</summary>
    public bool EverOpen => _week.EverOpen;

    /// <summary>How far ahead an open moment is looked for: a whole round, and for each day that the campaign closes itself another week, because it may have taken the only open day of one. What does not open in it never does.</summary>
    private int DaysAhead => Round + (7 * law.ClosedDates.Count);

    public bool IsOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var (hours, minutes) = (_week.On(local.DayOfWeek), local.TimeOfDay.TotalMinutes);
        return hours.IsOpen && minutes >= hours.Start && minutes < hours.End && !law.IsClosed(DateOnly.FromDateTime(local));
    }

    public bool IsOpen(DateTimeOffset at, IReadOnlyList<TimeZoneInfo> clocks) => clocks.All(c => IsOpen(at, c));

    /// <summary>When the hours that are open at that moment end, in UTC, at the latest with the day of that clock; null when they are closed then.</summary>
    public DateTimeOffset? Closes(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (!IsOpen(at, zone))
            return null;
        var day = LocalDay.Of(at, zone);
        var end = _week.On(day.DayOfWeek).End;
        if (end == DayHours.AllDay.End)
            return LocalDay.Start(day.AddDays(1), zone);
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(end);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offsets = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local) : [zone.GetUtcOffset(local)];
        return offsets.OrderDescending().Select(offset => new DateTimeOffset(local, offset).ToUniversalTime()).First(end => end > at);
    }

    /// <summary><paramref name="at"/> itself when open, otherwise the first open instant after it, in UTC; null: never.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (!_week.EverOpen)
            return null;
        if (IsOpen(at, zone))
            return at.ToUniversalTime();
        var today = LocalDay.Of(at, zone);
        for (var (ahead, most) = (0, DaysAhead); ahead < most; ahead++)
        {
            var day = today.AddDays(ahead);
            var hours = _week.On(day.DayOfWeek);
            if (!hours.IsOpen || law.IsClosed(day))
                continue;
            foreach (var instant in CallingWindow.Openings(day.ToDateTime(TimeOnly.MinValue).AddMinutes(hours.Start), zone))
                if (instant >= at && IsOpen(instant, zone))
                    return instant;
        }

        return null;
    }

    /// <summary>The first instant at which all the clocks are inside. Each step goes to where the latest of them opens; what is open there for all is the answer. Null: never.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset at, IReadOnlyList<TimeZoneInfo> clocks)
    {
        var (now, limit) = (at.ToUniversalTime(), at.AddDays(DaysAhead));
        while (now < limit)
        {
            var next = now;
            foreach (var clock in clocks)
            {
                if (NextOpen(next, clock) is not { } opens)
                    return null;
                next = opens;
            }

            if (next == now)
                return now;
            now = next;
        }

        return null;
    }

    /// <summary>The day's own name when it is the day that is closed, for people.</summary>
    public string? ClosedDay(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = LocalDay.Of(at, zone);
        if (!law.IsClosed(day))
            return null;
        return law.Holidays.Select(h => HolidayCalendars.Find(h.Value))
                .OfType<HolidayCalendar>()
                .SelectMany(c => c.In(day.Year))
                .FirstOrDefault(h => h.Date == day)
                ?.Name
            ?? "a closed day";
    }
}
