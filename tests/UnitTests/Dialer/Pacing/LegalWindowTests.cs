using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Pacing;

public sealed class LegalWindowTests
{
    private static readonly DateTimeOffset T0 = new(2026, 3, 10, 15, 20, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void People_taken_for_machines_use_up_the_budget_where_the_law_counts_them()
    {
        var ofcom = new LegalWindow(
            new AbandonRule(AbandonRule.Day, AbandonRule.AnsweredByPerson, 0.03, DetectionErrors: true),
            NewYork,
            0.01
        );
        var plain = new LegalWindow(new AbandonRule(AbandonRule.Day, AbandonRule.AnsweredByPerson, 0.03), NewYork, 0.01);
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnLegal([ofcom, plain], T0);
        for (var i = 0; i < 200; i++)
            budget.OnAnswered(abandoned: false);
        var before = budget.Threshold();
        for (var i = 0; i < 700; i++)
            budget.OnMachine();
        Assert.True(before > 0);
        // 7 of 207 is above the cap, and nobody was even abandoned.
        Assert.Equal((7.0 / 207, 0.0), (ofcom.Share, plain.Share));
        Assert.Equal(0, budget.Threshold());
        Assert.Equal(AbandonRule.Day, budget.Decides().Window);
        // What the rows say counts the same, and leaves with its hour.
        ofcom.OnRecovered([new(T0, 200, 0), new(T0, 0, 0, 700)], T0);
        Assert.Equal(7.0 / 207, ofcom.Share);
        ofcom.Advance(T0.AddHours(26));
        Assert.Equal((0, 0), (ofcom.Machines, ofcom.Answered));
    }

    private static LegalWindow Window(string kind, double cap = 0.03) =>
        new(new AbandonRule(kind, AbandonRule.AnsweredByPerson, cap), NewYork);

    [Theory]
    [InlineData(AbandonRule.Day, 24, false), InlineData(AbandonRule.Day, 26, true)]
    [InlineData(AbandonRule.ThirtyDays, 24 * 30, false), InlineData(AbandonRule.ThirtyDays, (24 * 30) + 2, true)]
    public void A_call_leaves_a_rolling_window_with_its_hour(string kind, int hours, bool left)
    {
        var window = Window(kind);
        window.OnAnswered(abandoned: true, T0);
        window.Advance(T0.AddHours(hours));
        Assert.Equal(left ? (0, 0) : (1, 1), (window.Answered, window.Abandoned));
    }

    [Fact]
    public void A_calendar_month_begins_at_midnight_on_the_campaigns_clock()
    {
        var window = Window(AbandonRule.Month);
        window.OnAnswered(false, new(2026, 4, 1, 2, 0, 0, TimeSpan.Zero));
        window.OnAnswered(true, new(2026, 4, 1, 5, 0, 0, TimeSpan.Zero));
        Assert.Equal((2, 1), (window.Answered, window.Abandoned));
        window.Advance(new(2026, 4, 2, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal((1, 1), (window.Answered, window.Abandoned));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(-5)), window.Since(T0));
    }

    [Property(MaxTest = 200)]
    public Property Kept_call_by_call_it_holds_what_the_rows_would_say() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 300).Zip(Gen.Elements(true, false, false)))
                .Zip(Gen.Elements(AbandonRule.Windows.ToArray()))
                .ToArbitrary(),
            drawn =>
            {
                var (kept, read, now) = (Window(drawn.Item2), Window(drawn.Item2), T0);
                var rows = new List<(DateTimeOffset At, bool Abandoned)>();
                foreach (var (minutes, abandoned) in drawn.Item1)
                {
                    now = now.AddMinutes(minutes * 10);
                    kept.Advance(now);
                    kept.OnAnswered(abandoned, now);
                    rows.Add((now, abandoned));
                }

                read.OnRecovered(
                    rows.GroupBy(r => new DateTimeOffset(r.At.UtcTicks - (r.At.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero))
                        .Select(g => new AnsweredHour(g.Key, g.Count(), g.Count(r => r.Abandoned))),
                    now
                );
                return (kept.Answered, kept.Abandoned) == (read.Answered, read.Abandoned)
                    && kept.Answered >= rows.Count(r => r.At >= kept.Since(now));
            }
        );

    [Fact]
    public void The_window_with_the_least_room_decides()
    {
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnRecovered(answered: 1000, abandoned: 5);
        var alone = budget.Threshold();
        Assert.True(alone > 0);
        var (month, thirty) = (Window(AbandonRule.Month, 0.05), Window(AbandonRule.ThirtyDays));
        month.OnRecovered([new(T0.AddDays(-2), 10_000, 100)], T0);
        thirty.OnRecovered([new(T0.AddDays(-2), 10_000, 299)], T0);
        budget.OnLegal([month], T0);
        Assert.Equal(alone, budget.Threshold());
        budget.OnLegal([month, thirty], T0);
        Assert.Equal(0, budget.Threshold());
        Assert.Equal((AbandonRule.ThirtyDays, 10_000, 299, 0.03), budget.Decides());
        Assert.Equal(0.0299 / 0.03, budget.Used, 9);
        budget.Advance(T0.AddDays(31));
        Assert.Equal(0.005 / 0.03, budget.Used, 9);
        // Emptied windows have no room for the first abandoned call yet.
        Assert.Equal((0.0, AbandonRule.Month), (budget.Threshold(), budget.Decides().Window));
        for (var n = 0; n < 100; n++)
            budget.OnAnswered(abandoned: false);
        Assert.Equal(budget.Theta, budget.Threshold());
        Assert.Equal("day", budget.Decides().Window);
    }

    [Fact]
    public void What_is_within_the_cap_only_thanks_to_an_hour_about_to_leave_is_not_relied_on()
    {
        var window = Window(AbandonRule.Day);
        window.OnRecovered([new(T0.AddHours(-23.7), 400, 0), new(T0.AddHours(-3), 400, 12)], T0);
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnRecovered(answered: 400, abandoned: 0);
        budget.OnLegal([window], T0.AddHours(-2));
        Assert.True(budget.Threshold() > 0);
        budget.Advance(T0);
        Assert.Equal(0, budget.Threshold());
    }

    [Fact]
    public void What_is_answered_counts_in_the_day_and_in_the_law()
    {
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnLegal([Window(AbandonRule.Day)], T0);
        budget.OnAnswered(abandoned: true);
        budget.OnAnswered(abandoned: false);
        Assert.Equal((2, 1, 2, 1), (budget.Answered, budget.Abandoned, budget.Legal[0].Answered, budget.Legal[0].Abandoned));
    }

    [Theory]
    [InlineData(DialMode.Power), InlineData(DialMode.Progressive)]
    public void A_dial_without_a_free_agent_says_what_was_known(string mode)
    {
        var queue = new QueueState(Some.Settings() with { DialMode = mode, PowerRatio = 3 }, CampaignStatus.Active);
        queue.OnAgentAvailable(new(Some.Id(7), "Ann", T0, null));
        queue.OnClaimed(Enumerable.Range(1, 5).Select(n => Some.Entry(n)));
        queue.Pacing.Budget.OnRecovered(answered: 1000, abandoned: 5);
        var id = 100;
        var dials = queue.Plan(T0, 10, () => Some.Id(id++)).Dials;
        Assert.Null(dials[0].Admission);
        if (mode == DialMode.Progressive)
        {
            Assert.Single(dials);
            return;
        }

        Assert.Equal(3, dials.Count);
        Assert.All(
            dials.Skip(1),
            d =>
                Assert.Equal(
                    (1000, 5, "day", 0.03, 1),
                    (d.Admission!.Answered, d.Admission.Abandoned, d.Admission.Window, d.Admission.Cap, d.Admission.Free)
                )
        );
    }

    [Fact]
    public void A_predictive_dial_ahead_carries_the_risk_it_was_made_at()
    {
        var queue = new QueueState(Some.Settings() with { DialMode = DialMode.Predictive }, CampaignStatus.Active);
        queue.Pacing.Budget.OnRecovered(answered: 1000, abandoned: 10);
        for (var agent = 1; agent <= 12; agent++)
            queue.OnAgentAvailable(new(Some.Id(agent), "Ann", T0, null));
        queue.OnClaimed(Enumerable.Range(1, 60).Select(n => Some.Entry(n)));
        var id = 100;
        var (ahead, now) = (new List<PlannedDial>(), T0);
        for (var step = 0; step < 60; step++, now = now.AddSeconds(1))
        {
            var dials = queue.Plan(now, 60, () => Some.Id(id++)).Dials;
            foreach (var dial in dials)
                queue.OnDialing(dial.CallId, now);
            foreach (var dial in dials.Take(8 - queue.Pacing.Busy))
                queue.Route(dial.CallId, now);
            ahead.AddRange(dials.Where(d => d.Admission is not null));
        }

        Assert.NotEmpty(ahead);
        Assert.All(ahead, d => Assert.InRange(d.Admission!.Risk!.Value, 0, d.Admission.Threshold + 1e-4));
    }
}
