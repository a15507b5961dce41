using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Pacing;
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
        for (var n = 0; n < 200; n++)
            rate.OnResult(n % 10 == 0, Start.AddSeconds(n * 30));
        Assert.InRange(rate.Rate, 0.09, 0.13);
    }

    [Fact]
    public void Before_the_first_dial_the_rate_is_high_so_that_little_is_risked() => Assert.True(new AnswerRate().Rate >= 0.3);

    [Fact]
    public void A_duration_curve_learns_what_it_sees()
    {
        var curve = new DurationCurve(seconds => Math.Min(1, seconds / 1000), 10);
        for (var n = 0; n < 3000; n++)
            curve.OnEnded(TimeSpan.FromSeconds(60 + (n % 60)));
        Assert.InRange(curve.Mean, 85, 95);
        Assert.InRange(curve.Survival(90), 0.45, 0.55);
        Assert.InRange(curve.EndsWithin(60, 30), 0.45, 0.55);
        Assert.True(curve.EndsWithin(119, 12) > 0.8);
    }

    [Fact]
    public void Calls_that_still_run_count_as_at_risk_so_that_the_first_short_ones_do_not_deceive()
    {
        // Of a hundred calls begun together that end evenly within 400 s, the first hundred seconds have passed: a quarter has ended.
        var (finished, known) = (Curve(), Curve());
        for (var n = 0; n < 25; n++)
        {
            finished.OnEnded(TimeSpan.FromSeconds(4 * n));
            known.OnEnded(TimeSpan.FromSeconds(4 * n));
        }

        known.StillRunning(Enumerable.Repeat(100.0, 75));
        Assert.True(finished.Survival(100) < 0.3);
        Assert.InRange(known.Survival(100), 0.7, 0.8);
        Assert.True(known.Mean > 2 * finished.Mean);
        known.StillRunning([]);
        Assert.Equal(finished.Survival(100), known.Survival(100), 9);

        static DurationCurve Curve() => new(seconds => Math.Min(1, seconds / 400), 5);
    }

    [Fact]
    public void A_turn_of_the_list_that_is_no_chance_counts_at_once()
    {
        var rate = new AnswerRate();
        Dial(rate, 0, 300, each: 10);
        Dial(rate, 300, 360, each: 2);
        Assert.InRange(rate.Rate, 0.35, 0.55);
    }

    [Fact]
    public void A_few_answers_more_of_a_list_that_seldom_answers_are_chance()
    {
        // Two of 160, then six of forty: four standard errors by the difference of the shares, which is not made for so few; 3.4 by the likelihood.
        var rate = new AnswerRate();
        for (var n = 0; n <= 200; n++)
            rate.OnResult(n < 160 ? n % 80 == 0 : n < 200 && (n - 160) % 7 == 0, Start.AddSeconds(1.5 * n));
        Assert.InRange(rate.Rate, 0.06, 0.07);
    }

    [Property(MaxTest = 50)]
    public bool What_may_be_chance_leaves_the_memory_as_it_is(int seed)
    {
        var (rate, random, answered) = (new AnswerRate(), new Random(seed), 0);
        for (var n = 0; n < 250; n++)
        {
            // Never more than one answer from what a tenth of the dials would give.
            var byPerson = answered < n / 10.0 && (answered + 1 < n / 10.0 || random.Next(4) == 0);
            if (byPerson)
                answered++;
            rate.OnResult(byPerson, Start.AddSeconds(n));
        }

        return Math.Abs(rate.Rate - ((answered + 6) / 265.0)) < 0.005;
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
        for (var n = from; n < to; n++)
            rate.OnResult(n % each == 0, Start.AddSeconds(n));
    }
}
