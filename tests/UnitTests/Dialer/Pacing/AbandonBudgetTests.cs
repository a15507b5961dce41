using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Pacing;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Pacing;

public sealed class AbandonBudgetTests
{
    [Fact]
    public void A_budget_that_is_used_up_risks_nothing_and_one_that_is_not_does()
    {
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnRecovered(answered: 1000, abandoned: 30);
        Assert.Equal(0, budget.Threshold());
        budget.OnRecovered(answered: 1000, abandoned: 15);
        Assert.True(budget.Threshold() > 0);
    }

    [Fact]
    public void Nearer_to_the_cap_less_is_risked()
    {
        var thresholds = new[] { 20, 27, 28, 30 }
            .Select(abandoned =>
            {
                var budget = new AbandonBudget(AbandonLimits.Default);
                budget.OnRecovered(1000, abandoned);
                return budget.Threshold();
            })
            .ToList();
        Assert.Equal(thresholds.OrderDescending(), thresholds);
        Assert.True(thresholds[0] > thresholds[1]);
    }

    [Fact]
    public void A_stricter_campaign_stops_earlier()
    {
        var budget = new AbandonBudget(AbandonLimits.ForCap(0.01));
        budget.OnRecovered(1000, 15);
        Assert.Equal(0, budget.Threshold());
        budget.OnLimits(AbandonLimits.Default);
        Assert.True(budget.Threshold() > 0);
    }

    [Fact]
    public void The_threshold_falls_with_an_abandoned_call_and_recovers()
    {
        var budget = new AbandonBudget(AbandonLimits.Default);
        for (var n = 0; n < 200; n++)
            budget.OnAnswered(abandoned: false);
        var before = budget.Threshold();
        budget.OnAnswered(abandoned: true);
        var after = budget.Threshold();
        for (var n = 0; n < 60; n++)
            budget.OnAnswered(abandoned: false);
        Assert.True(after < before);
        Assert.True(budget.Threshold() > after);
    }

    [Theory]
    [
        InlineData(33, 0, false),
        InlineData(60, 0, true),
        InlineData(60, 1, false),
        InlineData(100, 1, true),
        InlineData(100, 2, false),
        InlineData(4000, 119, false)
    ]
    public void Nothing_is_risked_before_one_more_abandoned_call_is_within_the_cap(int answered, int abandoned, bool risks) =>
        Assert.Equal(risks, Of(answered, abandoned).Threshold() > 0);

    [Property(MaxTest = 500)]
    public Property Where_something_is_risked_one_more_abandoned_call_keeps_the_cap()
    {
        var cases =
            from answered in Gen.Choose(0, 5000)
            from abandoned in Gen.Choose(0, 160)
            from cap in Gen.Elements(0.005, 0.01, 0.03)
            select (answered, abandoned, cap);
        return Prop.ForAll(
            cases.ToArbitrary(),
            c =>
            {
                var budget = new AbandonBudget(AbandonLimits.ForCap(c.cap));
                budget.OnRecovered(c.answered, c.abandoned);
                return budget.Room() == 0 || c.abandoned + 1 <= c.cap * (c.answered + 1);
            }
        );
    }

    [Fact]
    public void The_room_opens_and_closes_without_a_jump()
    {
        for (var abandoned = 0; abandoned < 40; abandoned++)
        for (var answered = 1; answered < 2000; answered++)
            Assert.InRange(Of(answered + 1, abandoned).Room() - Of(answered, abandoned).Room(), 0, 0.04);
    }

    [Fact]
    public void It_narrows_from_before_the_target_on_and_leaves_most_of_the_risk_at_the_target()
    {
        Assert.Equal(1, Of(4000, 80).Room());
        Assert.InRange(Of(4000, 96).Room(), 0.7, 0.95);
        Assert.InRange(Of(4000, 108).Room(), 0.2, 0.5);
    }

    [Fact]
    public void A_late_connection_spends_the_budget_and_not_the_threshold()
    {
        var budget = Of(100, 1);
        var (theta, room) = (budget.Theta, budget.Room());
        budget.OnConnectedLate();
        Assert.Equal((100, 2, theta), (budget.Answered, budget.Abandoned, budget.Theta));
        Assert.True(budget.Room() < room);
    }

    private static AbandonBudget Of(int answered, int abandoned)
    {
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnRecovered(answered, abandoned);
        return budget;
    }
}
