using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Compliance.Law;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Law;

public sealed class EvidenceWindowsTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        Kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");

    private static DateTimeOffset Utc(int mo, int d, int h, int mi = 0) => new(2026, mo, d, h, mi, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_the_campaigns_own_also_where_it_has_twenty_three_hours()
    {
        // 8 March 2026 in New York begins at 05:00 UTC and ends at 04:00 UTC of the next day.
        AnsweredQuarter[] quarters =
        [
            new(Utc(3, 8, 4, 45), 10, 10),
            new(Utc(3, 8, 5), 100, 3),
            new(Utc(3, 9, 3, 45), 100, 4),
            new(Utc(3, 9, 4), 7, 7),
        ];
        var day = Assert.Single(
            EvidenceWindows.Of(quarters, [new(EvidenceRule.Day, 0.03, "campaign")], NewYork, new(2026, 3, 8), new(2026, 3, 8))
        );
        Assert.Equal((Utc(3, 8, 5), Utc(3, 9, 4), 200, 7, false), (day.From, day.To, day.Answered, day.Abandoned, day.Kept));
    }

    [Fact]
    public void A_share_exactly_at_the_cap_is_kept_and_a_day_without_answers_is_left_out()
    {
        var windows = EvidenceWindows.Of(
            [new(Utc(3, 10, 15), 100, 3)],
            [new(EvidenceRule.Day, 0.03, "campaign")],
            NewYork,
            new(2026, 3, 8),
            new(2026, 3, 12)
        );
        Assert.True(Assert.Single(windows).Kept);
    }

    [Fact]
    public void Of_the_rolling_windows_that_end_on_a_day_the_worst_is_shown()
    {
        AnsweredQuarter[] quarters = [new(Utc(3, 10, 12), 50, 0), new(Utc(3, 11, 11), 20, 2), new(Utc(3, 11, 20), 100, 0)];
        var worst = EvidenceWindows
            .Of(quarters, [new(AbandonRule.Day, 0.03, "uk_ofcom")], TimeZoneInfo.Utc, new(2026, 3, 11), new(2026, 3, 11))
            .Single();
        // After 12:15 the 50 answers of the day before have left the window, and the 100 of the evening are not in yet.
        Assert.Equal((20, 2, false), (worst.Answered, worst.Abandoned, worst.Kept));
        var month = EvidenceWindows
            .Of(quarters, [new(AbandonRule.Month, 0.05, "ca_crtc")], TimeZoneInfo.Utc, new(2026, 3, 11), new(2026, 3, 11))
            .Single();
        Assert.Equal((Utc(3, 1, 0), 170, 2, true), (month.From, month.Answered, month.Abandoned, month.Kept));
    }

    [Fact]
    public void People_taken_for_machines_count_by_estimate_where_the_law_asks_for_it()
    {
        AnsweredQuarter[] quarters = [new(Utc(3, 10, 12), 100, 2), new(Utc(3, 10, 13), 0, 0, 200)];
        var windows = EvidenceWindows.Of(
            quarters,
            [new(AbandonRule.Day, 0.03, "uk_ofcom", 0.01), new(EvidenceRule.Day, 0.03, "campaign")],
            TimeZoneInfo.Utc,
            new(2026, 3, 10),
            new(2026, 3, 10)
        );
        // (2 + 0.01 × 200) ÷ (100 + 2)
        Assert.Equal(
            [(AbandonRule.Day, 2.0, 4.0 / 102, false), (EvidenceRule.Day, 0.0, 0.02, true)],
            windows.Select(w => (w.Window, w.Mistaken, w.Share, w.Kept))
        );
    }

    [Fact]
    public void Of_several_laws_in_force_the_strictest_judges_the_day_and_a_month_by_those_of_all_its_days()
    {
        AnsweredQuarter[] quarters = [new(Utc(3, 10, 12), 100, 3), new(Utc(3, 11, 12), 100, 3)];
        IReadOnlyList<EvidenceRule> Rules(DateOnly day) =>
            day.Day == 10
                ? [new(EvidenceRule.Day, 0.05, "campaign"), new(EvidenceRule.Day, 0.02, "campaign"), new(AbandonRule.Month, 0.01, "own")]
                : [new(EvidenceRule.Day, 0.05, "campaign"), new(AbandonRule.Month, 0.05, "ca_crtc")];
        var windows = EvidenceWindows.Of(quarters, Rules, TimeZoneInfo.Utc, new(2026, 3, 10), new(2026, 3, 11));
        Assert.Equal(
            [(EvidenceRule.Day, 0.02, false), (EvidenceRule.Day, 0.05, true), (AbandonRule.Month, 0.01, false)],
            windows.Select(w => (w.Window, w.Cap, w.Kept))
        );
    }

    [Property(MaxTest = 200)]
    public Property Days_together_hold_every_call_of_their_time_once() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 96 * 40).Zip(Gen.Choose(0, 5))).Zip(Gen.Elements(NewYork, Kathmandu, TimeZoneInfo.Utc)).ToArbitrary(),
            drawn =>
            {
                var (quarters, clock) = (
                    drawn.Item1.Select(q => new AnsweredQuarter(Utc(2, 20, 0).AddMinutes(15 * q.Item1), q.Item2 + 1, q.Item2 / 2)).ToList(),
                    drawn.Item2
                );
                var (from, to) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 25));
                var days = EvidenceWindows.Of(quarters, [new(EvidenceRule.Day, 0.03, "campaign")], clock, from, to);
                var inside = quarters
                    .Where(q => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(q.At, clock).DateTime) is var d && d >= from && d <= to)
                    .ToList();
                return (days.Sum(d => d.Answered), days.Sum(d => d.Abandoned))
                    == (inside.Sum(q => q.Answered), inside.Sum(q => q.Abandoned));
            }
        );
}
