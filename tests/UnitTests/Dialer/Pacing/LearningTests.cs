using Pivotal.Grains.Dialer.Pacing;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Pacing;

public sealed class LearningTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_answer_rate_follows_the_list_within_its_memory()
    {
        var rate = new AnswerRate();
        Dial(rate, 0, 1000, each: 5);
        Assert.InRange(rate.Rate, 0.19, 0.24);
        Dial(rate, 1000, 2000, each: 2);
        Assert.InRange(rate.Rate, 0.47, 0.53);
    }

    [Fact]
    public void A_slow_campaign_remembers_two_hundred_dials_however_long_ago()
    {
        var rate = new AnswerRate();
        for (var n = 0; n < 200; n++) rate.OnResult(n % 10 == 0, Start.AddSeconds(n * 30));
        Assert.InRange(rate.Rate, 0.09, 0.13);
    }

    [Fact]
    public void Before_the_first_dial_the_rate_is_high_so_that_little_is_risked() => Assert.True(new AnswerRate().Rate >= 0.3);

    [Fact]
    public void A_duration_curve_learns_what_it_sees()
    {
        var curve = new DurationCurve(seconds => Math.Min(1, seconds / 1000), 10);
        for (var n = 0; n < 3000; n++) curve.OnEnded(TimeSpan.FromSeconds(60 + (n % 60)));
        Assert.InRange(curve.Mean, 85, 95);
        Assert.InRange(curve.Survival(90), 0.45, 0.55);
        Assert.InRange(curve.EndsWithin(60, 30), 0.45, 0.55);
        Assert.True(curve.EndsWithin(119, 12) > 0.8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e9)]
    public void A_curve_answers_for_any_age(double age)
    {
        var curve = new DurationCurve(seconds => Math.Min(1, seconds / 100), 10);
        Assert.InRange(curve.EndsWithin(age, 12), 0, 1);
    }

    private static void Dial(AnswerRate rate, int from, int to, int each)
    {
        for (var n = from; n < to; n++) rate.OnResult(n % each == 0, Start.AddSeconds(n));
    }
}
