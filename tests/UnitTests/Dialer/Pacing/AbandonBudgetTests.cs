using Pivotal.Grains.Dialer.Pacing;
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
        var thresholds = new[] { 20, 27, 28, 30 }.Select(abandoned =>
        {
            var budget = new AbandonBudget(AbandonLimits.Default);
            budget.OnRecovered(1000, abandoned);
            return budget.Threshold();
        }).ToList();
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
        for (var n = 0; n < 200; n++) budget.OnAnswered(abandoned: false);
        var before = budget.Threshold();
        budget.OnAnswered(abandoned: true);
        var after = budget.Threshold();
        for (var n = 0; n < 60; n++) budget.OnAnswered(abandoned: false);
        Assert.True(after < before);
        Assert.True(budget.Threshold() > after);
    }
}
