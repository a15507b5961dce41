using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>
/// When a person may be called, on the clock of their own zone. The end is exclusive; an end of 00:00 is the midnight after the day.
/// Everything is decided on local wall-clock time, so days with a clock change need no special case: an hour that does not exist is never open,
/// an hour that happens twice is open twice.
/// </summary>
/// <param name="Days">ISO days, 1 = Monday … 7 = Sunday</param>
public sealed record CallingWindow(IReadOnlyList<int> Days, TimeOnly Start, TimeOnly End)
{
    /// <summary>How far ahead an open moment is looked for. Every weekly window opens within eight days unless a clock change swallows it once.</summary>
    private const int DaysAhead = 15;

    /// <summary>False for a window that can never open (no day, or an end not after its start).</summary>
    public bool CanOpen => Days.Any(d => d is >= 1 and <= 7) && (End == TimeOnly.MinValue || Start < End);

    public bool IsOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        return Days.Contains(IsoDay(local.DayOfWeek)) && time >= Start && (End == TimeOnly.MinValue || time < End);
    }

    /// <summary><paramref name="at"/> itself when open, otherwise the first open instant after it, in UTC; null when there is none.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (!CanOpen)
            return null;
        if (IsOpen(at, zone))
            return at.ToUniversalTime();
        var today = LocalDay.Of(at, zone);
        for (var ahead = 0; ahead < DaysAhead; ahead++)
        {
            var day = today.AddDays(ahead);
            if (!Days.Contains(IsoDay(day.DayOfWeek)))
                continue;
            foreach (var instant in Openings(day.ToDateTime(Start), zone))
                if (instant >= at && IsOpen(instant, zone))
                    return instant;
        }

        return null;
    }

    /// <summary>The instants, in UTC, at which the local clock may begin to show an open time on that day, in order.</summary>
    internal static IEnumerable<DateTimeOffset> Openings(DateTime start, TimeZoneInfo zone) =>
        Local(start, zone).Select(o => o.ToUniversalTime());

    private static IEnumerable<DateTimeOffset> Local(DateTime start, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(start))
        {
            // The clock jumps over the start: the window opens where the clock lands, if that is still inside.
            yield return new DateTimeOffset(FirstValidAfter(start, zone), zone.GetUtcOffset(FirstValidAfter(start, zone)));
            yield break;
        }

        var offsets = zone.IsAmbiguousTime(start) ? zone.GetAmbiguousTimeOffsets(start) : [zone.GetUtcOffset(start)];
        foreach (var offset in offsets.OrderDescending())
            yield return new DateTimeOffset(start, offset);
        // A clock set back behind the start re-enters the window without passing the start (window 01:00–01:30, clock back from 02:00 to 01:15).
        foreach (var back in SetBacks(start.Date, zone))
            yield return back;
    }

    private static IEnumerable<DateTimeOffset> SetBacks(DateTime day, TimeZoneInfo zone)
    {
        // On nearly all days no clock is changed, and a search may go through hundreds.
        if (zone.GetUtcOffset(day.AddHours(-12)) == zone.GetUtcOffset(day.AddHours(36)))
            yield break;
        for (var quarter = 0; quarter < 96; quarter++)
        {
            var local = day.AddMinutes(15 * quarter);
            if (!zone.IsAmbiguousTime(local))
                continue;
            yield return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Min());
        }
    }

    private static DateTime FirstValidAfter(DateTime invalid, TimeZoneInfo zone)
    {
        var valid = invalid;
        while (zone.IsInvalidTime(valid))
            valid = valid.AddMinutes(1);
        return new DateTime(valid.Year, valid.Month, valid.Day, valid.Hour, valid.Minute, 0);
    }

    private static int IsoDay(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;
}
