using System.Globalization;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>On which days and between which times the campaign calls, and whose clock says so.</summary>
/// <param name="Days">ISO days, 1 = Monday</param>
/// <param name="Start">HH:mm, inside</param>
/// <param name="End">HH:mm, outside; 00:00 is the midnight after the day</param>
/// <param name="TimeZone">IANA name; the campaign's own clock, and the contacts' where nothing better is known. Empty in a request: the tenant's</param>
/// <param name="UseContactZone">the clock of each contact decides, not the campaign's</param>
public sealed record CampaignWindow(IReadOnlyList<int> Days, string Start, string End, string TimeZone, bool UseContactZone)
{
    /// <summary>On a clock that is still to be said; a campaign that names none gets its tenant's.</summary>
    public static readonly CampaignWindow Office = new([1, 2, 3, 4, 5], "09:00", "17:00", "", true);

    /// <summary>To the second.</summary>
    public static CampaignWindow Of(CallingWindow hours, string timeZone, bool useContactZone) =>
        new(hours.Days, Clock(hours.Start), Clock(hours.End), timeZone, useContactZone);

    /// <summary>As the dialer reckons with it.</summary>
    /// <exception cref="FormatException">a time is none; <see cref="Check"/> lets none through</exception>
    public CallingWindow Hours() => new(Days, Time(Start) ?? throw NoTime(Start), Time(End) ?? throw NoTime(End));

    public CampaignWindow Normalized() => this with { Days = [.. Days.Distinct().Order()], Start = Kept(Start), End = Kept(End) };

    internal void Check(Validation check, string at)
    {
        var (start, end) = (Time(Start), Time(End));
        check
            .That(
                Days.Count > 0 && Days.All(d => d is >= 1 and <= 7),
                $"{at}/days",
                "campaigns.window_never_opens",
                "Choose at least one day from 1 (Monday) to 7 (Sunday)."
            )
            .That(start is not null, $"{at}/start", "field.time", "Write a time such as 09:00.")
            .That(end is not null, $"{at}/end", "field.time", "Write a time such as 17:00.")
            .That(
                start is null || end is null || end == TimeOnly.MinValue || start < end,
                $"{at}/end",
                "campaigns.window_never_opens",
                "The end has to come after the start."
            )
            .TimeZone($"{at}/timeZone", TimeZone);
    }

    private static string Kept(string text) => Time(text) is { } time ? Clock(time) : text;

    private static string Clock(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static FormatException NoTime(string text) => new($"“{text}” is no time of a calling window.");

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
