using System.Globalization;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Api.Campaigns;

/// <summary>One rule as it holds for the campaign.</summary>
/// <param name="Rule">connect, clock, abandon, ring, message, lock_out, machine_rest, attempts, hours, holidays, retention</param>
/// <param name="Value">for people</param>
/// <param name="By">id of the profile that decides it, or <c>campaign</c></param>
/// <param name="Verify">the number is not confirmed at its source yet</param>
internal sealed record ComplianceLine(string Rule, string Value, string By, string ByName, string Source, bool Verify);

internal static class ComplianceLines
{
    public static IReadOnlyList<ComplianceLine> Of(EffectiveCompliance law, IReadOnlyList<JurisdictionProfile> chosen) =>
        [.. Lines(law).Select(l => l with { ByName = chosen.FirstOrDefault(p => p.Id == l.By)?.Name ?? "This campaign" })];

    private static IEnumerable<ComplianceLine> Lines(EffectiveCompliance law)
    {
        if (law.ConnectSeconds is { } connect)
            yield return Line("connect", $"{connect.Value.ToString(CultureInfo.InvariantCulture)} s", connect);
        if (law.Clock is { } clock)
            yield return Line("clock", clock.Value == ConnectRule.PickUp ? "from the pick-up" : "from the end of the greeting", clock);
        foreach (var abandon in law.Abandon)
            yield return Line(
                "abandon",
                $"{Percent(abandon.Value.Cap)} of calls a person answers, {Words(abandon.Value.Window)}{Errors(abandon.Value, law)}",
                abandon
            );
        if (law.RingSeconds is { } ring)
            yield return Line("ring", $"{ring.Value} s", ring);
        if (law.Message is { } message)
            yield return Line(
                "message",
                $"{string.Join(", ", message.Value.Parts.Select(p => p.Replace('_', ' ')))}{(message.Value.AutomatedOptOut ? "; opt-out by a key" : "")}{(message.Value.Marketing ? "" : "; no marketing")}",
                message
            );
        if (law.LockOutHours is { } lockOut)
            yield return Line(
                "lock_out",
                $"{lockOut.Value} h{(law.GuaranteedLockOutHours?.Value == lockOut.Value ? "" : $"; with an agent kept for the call {law.GuaranteedLockOutHours?.Value ?? 0} h")}",
                lockOut
            );
        if (law.MachineRestHours is { } machine)
            yield return Line("machine_rest", $"{machine.Value} h; with an agent kept for the call 0 h", machine);
        foreach (var attempts in law.Attempts)
            yield return Line("attempts", $"{attempts.Value.Most} in {attempts.Value.Hours} h", attempts);
        foreach (var hours in law.HoursBy)
        {
            var week = hours.Value.Week.Select(l => $"{Days(l.Days)} {l.Start:HH:mm}–{l.End:HH:mm}");
            yield return Line("hours", string.Join("; ", week), hours);
        }

        foreach (var holidays in law.Holidays)
            yield return Line("holidays", HolidayCalendars.Find(holidays.Value)?.Name ?? holidays.Value, holidays);
        if (law.RetentionYears is { } years)
            yield return Line("retention", $"{years.Value} years", years);
    }

    private static ComplianceLine Line<T>(string rule, string value, Decided<T> decided) =>
        new(rule, value, decided.By, "", decided.Source, decided.Verify);

    /// <summary>"Mon–Fri" for a run of days (1 is Monday), else the days named.</summary>
    private static string Days(IReadOnlyList<int> days)
    {
        int[] sorted = [.. days.Order()];
        return sorted.Length > 2 && sorted[^1] - sorted[0] == sorted.Length - 1
            ? $"{Day(sorted[0])}–{Day(sorted[^1])}"
            : string.Join(", ", sorted.Select(Day));
    }

    private static string Day(int day) => CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames[day % 7];

    private static string Errors(AbandonRule rule, EffectiveCompliance law) =>
        rule.DetectionErrors ? $"; with {Percent(law.DetectionErrorShare)} of the calls ended as machines as people" : "";

    private static string Words(string window) =>
        window switch
        {
            AbandonRule.Day => "over 24 hours",
            AbandonRule.ThirtyDays => "over 30 days",
            _ => "each calendar month",
        };

    private static string Percent(double share) => share.ToString("0.## %", CultureInfo.InvariantCulture);
}
