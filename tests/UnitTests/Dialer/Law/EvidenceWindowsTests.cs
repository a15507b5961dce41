using FsCheck;
using FsCheck.Fluent;
using Pivotal.Data.Compliance.Law;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Law;

public sealed class EvidenceWindowsTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), Kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");

    private static DateTimeOffset Utc(int mo, int d, int h, int mi = 0) => new(2026, mo, d, h, mi, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_the_campaigns_own_also_where_it_has_twenty_three_hours()
    {
        // 8 March 2026 in New York begins at 05:00 UTC and ends at 04:00 UTC of the next day.
        AnsweredQuarter[] quarters = [new(Utc(3, 8, 4, 45), 10, 10), new(Utc(3, 8, 5), 100, 3), new(Utc(3, 9, 3, 45), 100, 4), new(Utc(3, 9, 4), 7, 7)];
        var day = Assert.Single(EvidenceWindows.Of(quarters, [new(EvidenceRule.Day, 0.03, "campaign")], NewYork, new(2026, 3, 8), new(2026, 3, 8)));
        Assert.Equal((Utc(3, 8, 5), Utc(3, 9, 4), 200, 7, false), (day.From, day.To, day.Answered, day.Abandoned, day.Kept));
    }

    [Fact]
    public void A_share_exactly_at_the_cap_is_kept_and_a_day_without_answers_is_left_out()
    {
        var windows = EvidenceWindows.Of([new(Utc(3, 10, 15), 100, 3)], [new(EvidenceRule.Day, 0.03, "campaign")], NewYork, new(2026, 3, 8), new(2026, 3, 12));
        Assert.True(Assert.Single(windows).Kept);
    }

    [Fact]
    public void Of_the_rolling_windows_that_end_on_a_day_the_worst_is_shown()
    {
        AnsweredQuarter[] quarters = [new(Utc(3, 10, 12), 50, 0), new(Utc(3, 11, 11), 20, 2), new(Utc(3, 11, 20), 100, 0)];
        var worst = EvidenceWindows.Of(quarters, [new(AbandonRule.Day, 0.03, "uk_ofcom")], TimeZoneInfo.Utc, new(2026, 3, 11), new(2026, 3, 11)).Single();
        // After 12:15 the 50 answers of the day before have left the window, and the 100 of the evening are not in yet.
        Assert.Equal((20, 2, false), (worst.Answered, worst.Abandoned, worst.Kept));
        var month = EvidenceWindows.Of(quarters, [new(AbandonRule.Month, 0.05, "ca_crtc")], TimeZoneInfo.Utc, new(2026, 3, 11), new(2026, 3, 11)).Single();
        Assert.Equal((Utc(3, 1, 0), 170, 2, true), (month.From, month.Answered, month.Abandoned, month.Kept));
    }

    [Fact]
    public void Days_together_hold_every_call_of_their_time_once() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 96 * 40).Zip(Gen.Choose(0, 5))).Zip(Gen.Elements(NewYork, Kathmandu, TimeZoneInfo.Utc)).ToArbitrary(), drawn =>
        {
            var (quarters, clock) = (drawn.Item1.Select(q => new AnsweredQuarter(Utc(2, 20, 0).AddMinutes(15 * q.Item1), q.Item2 + 1, q.Item2 / 2)).ToList(), drawn.Item2);
            var (from, to) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 25));
            var days = EvidenceWindows.Of(quarters, [new(EvidenceRule.Day, 0.03, "campaign")], clock, from, to);
            var inside = quarters.Where(q => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(q.At, clock).DateTime) is var d && d >= from && d <= to).ToList();
            return (days.Sum(d => d.Answered), days.Sum(d => d.Abandoned)) == (inside.Sum(q => q.Answered), inside.Sum(q => q.Abandoned));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
