using System.Globalization;

namespace Pivotal.ClusterTests.Dialer.Edges;

/// <summary>
/// A moment at which people of one clock may be called no more, or again. What is open is reckoned here by the wall clock alone, and not by the product's rules.
/// </summary>
/// <param name="At">the moment</param>
/// <param name="Days">ISO days of the campaign's window</param>
/// <param name="End">00:00 is the end of the day</param>
/// <param name="ClosedDates">days on which nobody is called</param>
/// <param name="Calendar">a holiday calendar, whose days are among the <paramref name="ClosedDates"/></param>
/// <param name="DayCap">people have had their one call of the day; the new day opens them</param>
internal sealed record Edge(
    string Zone,
    DateTimeOffset At,
    int[] Days,
    TimeOnly Start,
    TimeOnly End,
    DateOnly[] ClosedDates,
    string? Calendar = null,
    bool DayCap = false
)
{
    private static readonly int[] Week = [1, 2, 3, 4, 5, 6, 7];

    /// <summary>Clocks of the other people of the campaign.</summary>
    private static readonly string[] Clocks =
    [
        "Pacific/Pago_Pago",
        "Pacific/Honolulu",
        "America/Los_Angeles",
        "America/Chicago",
        "America/New_York",
        "America/St_Johns",
        "Europe/London",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Australia/Sydney",
        "Pacific/Auckland",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
    ];

    public bool Closes => !DayCap && IsOpen(At.AddSeconds(-1), Zone);

    /// <summary>Where people may be called from long before the moment until long after it; null: nowhere.</summary>
    public string? Elsewhere =>
        Clocks.FirstOrDefault(c => c != Zone && Enumerable.Range(-10, 40).All(minute => IsOpen(At.AddMinutes(minute), c)));

    public bool IsOpen(DateTimeOffset at, string zone)
    {
        var local = Local(at, zone);
        var time = TimeOnly.FromDateTime(local);
        return Days.Contains(IsoDay(local))
            && time >= Start
            && (End == TimeOnly.MinValue || time < End)
            && !ClosedDates.Contains(DateOnly.FromDateTime(local));
    }

    public DateTimeOffset NextOpen()
    {
        var at = At;
        while (!IsOpen(at, Zone))
            at = at.AddMinutes(1);
        return at;
    }

    public override string ToString() =>
        $"{Zone} {(Closes ? "closes" : DayCap ? "begins a day" : "opens")} at {Local(At, Zone):yyyy-MM-dd HH:mm}";

    /// <summary>A campaign that closes for the clock at that moment and one that opens. Where the clock is changed then, its jump takes it out of the window and into it.</summary>
    public static IEnumerable<Edge> Hours(string zone, DateTimeOffset at)
    {
        var (before, after) = (Local(at.AddSeconds(-1), zone), Local(at, zone));
        var jump = after - before - TimeSpan.FromSeconds(1);
        if (jump == TimeSpan.Zero)
            return
            [
                new(zone, at, [IsoDay(before)], TimeOnly.MinValue, TimeOnly.FromDateTime(after), []),
                new(zone, at, [IsoDay(after)], TimeOnly.FromDateTime(after), TimeOnly.MinValue, []),
            ];
        var middle = TimeOnly.FromDateTime(after - (jump / 2));
        Edge early = new(zone, at, Week, TimeOnly.MinValue, middle, []),
            late = new(zone, at, Week, middle, TimeOnly.MinValue, []);
        return [early, late];
    }

    public static Edge Holiday(string zone, DateTimeOffset at, string day, string? calendar = null) =>
        new(zone, at, Week, TimeOnly.MinValue, TimeOnly.MinValue, [DateOnly.Parse(day, CultureInfo.InvariantCulture)], calendar);

    public static Edge NewDay(string zone, DateTimeOffset at) =>
        new(zone, at, Week, TimeOnly.MinValue, TimeOnly.MinValue, [], DayCap: true);

    private static DateTime Local(DateTimeOffset at, string zone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;

    private static int IsoDay(DateTime local) => local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek;
}
