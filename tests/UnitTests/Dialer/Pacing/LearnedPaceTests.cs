using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.UnitTests.Dialer.Pacing;

public sealed class LearnedPaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public void A_pace_that_goes_on_elsewhere_decides_as_it_would_have_here()
    {
        var here = Experienced(calls: 900);
        var there = Moved(here);
        Assert.Equal(here.AnswerRate, there.AnswerRate, 9);
        Assert.Equal(here.Budget.Theta, there.Budget.Theta, 9);
        for (var busy = 5; busy <= 40; busy += 5)
            Assert.Equal(Dials(here, busy), Dials(there, busy));
        // The comparison tells something: who has learned nothing decides otherwise.
        Assert.Contains(Enumerable.Range(1, 8), n => Dials(here, n * 5) != Dials(new PredictivePacer(AbandonLimits.Default), n * 5));
    }

    [Fact]
    public void It_goes_on_learning_and_forgets_as_it_would_have()
    {
        var (here, later) = (Experienced(calls: 900), Start.AddHours(3));
        var there = Moved(here);
        foreach (var pacer in (PredictivePacer[])[here, there])
            for (var i = 0; i < 400; i++)
                Call(pacer, i + 5_000, later.AddSeconds(i), answered: i % 2 == 0);
        Assert.Equal(here.AnswerRate, there.AnswerRate, 9);
        Assert.InRange(there.AnswerRate, 0.45, 0.55);
    }

    [Property]
    public bool Whatever_was_stored_the_pace_stays_a_pace(
        int form,
        (long, int, int)[] seconds,
        double[] weights,
        double returns,
        double theta
    )
    {
        var pacer = new PredictivePacer(AbandonLimits.Default);
        pacer.OnLearned(
            new()
            {
                Form = form % 3 == 0 ? LearnedPace.CurrentForm : form,
                Answers = [.. seconds.Select(s => new AnsweredSecond(s.Item1, s.Item2, s.Item3))],
                ToAnswer = weights,
                ToFailure = [.. weights.Concat(Enumerable.Repeat(double.NaN, 40))],
                Handle = [],
                Returns = returns,
                Theta = theta,
            }
        );
        return pacer.AnswerRate is >= 0 and <= 1 && pacer.Budget.Theta is > 0 and <= 1 && Dials(pacer, 10) is >= 0 and <= 100;
    }

    [Fact]
    public void Another_form_is_not_used()
    {
        var learned = Experienced(calls: 900).Learned();
        learned.Form = LearnedPace.CurrentForm + 1;
        var pacer = new PredictivePacer(AbandonLimits.Default);
        pacer.OnLearned(learned);
        Assert.Equal(new PredictivePacer(AbandonLimits.Default).AnswerRate, pacer.AnswerRate);
    }

    [Fact]
    public void Since_when_it_knows_its_list_goes_along()
    {
        var (here, tomorrow) = (Experienced(calls: 900), Start.AddHours(12));
        Assert.Equal((false, true), (here.KnewBefore(Start), here.KnewBefore(tomorrow)));
        var there = Moved(here);
        Assert.Equal((false, true), (there.KnewBefore(Start), there.KnewBefore(tomorrow)));
        Assert.False(new PredictivePacer(AbandonLimits.Default).KnewBefore(tomorrow));
        Assert.False(Experienced(calls: 150).KnewBefore(tomorrow));
    }

    [Fact]
    public void What_was_stored_before_that_was_kept_is_from_an_earlier_day()
    {
        var stored = JsonSerializer.SerializeToNode(Experienced(calls: 900).Learned(), Json)!.AsObject();
        Assert.True(stored.Remove("since"));
        var pacer = new PredictivePacer(AbandonLimits.Default);
        pacer.OnLearned(stored.Deserialize<LearnedPace>(Json)!);
        Assert.True(pacer.KnewBefore(Start));
    }

    [Fact]
    public void It_is_a_few_kilobytes_after_a_day_of_a_large_team()
    {
        var pacer = new PredictivePacer(AbandonLimits.Default);
        for (var i = 0; i < 200_000; i++)
            Call(pacer, i, Start.AddMilliseconds(50 * i), answered: i % 5 == 0);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(pacer.Learned(), Json).Length, 1_000, 40_000);
    }

    private static PredictivePacer Moved(PredictivePacer pacer)
    {
        var there = new PredictivePacer(AbandonLimits.Default);
        there.OnLearned(JsonSerializer.Deserialize<LearnedPace>(JsonSerializer.Serialize(pacer.Learned(), Json), Json)!);
        // The counts come from the rows.
        there.Budget.OnRecovered(pacer.Budget.Answered, pacer.Budget.Abandoned);
        return there;
    }

    private static PredictivePacer Experienced(int calls)
    {
        var pacer = new PredictivePacer(AbandonLimits.Default);
        for (var i = 0; i < calls; i++)
            Call(pacer, i, Start.AddSeconds(i), answered: i % 7 == 0);
        return pacer;
    }

    private static void Call(PredictivePacer pacer, int n, DateTimeOffset at, bool answered)
    {
        var (call, agent) = (Id(1, n), Id(2, n));
        pacer.OnDialed(call, at);
        if (!answered)
        {
            pacer.OnNotAnswered(call, at.AddSeconds(18));
            return;
        }

        pacer.OnAnswered(call, at.AddSeconds(4));
        pacer.OnConnected(agent, at.AddSeconds(4));
        pacer.OnAgentFree(agent, at.AddSeconds(4 + 40 + (n % 30)));
    }

    /// <summary>With so many agents in their calls for ten seconds and more. Leaves the pacer as it was, but for its allowance, which is full by then.</summary>
    private static int Dials(PredictivePacer pacer, int busy)
    {
        var now = Start.AddDays(1).AddMinutes(busy);
        for (var i = 0; i < busy; i++)
            pacer.OnRecoveredBusy(Id(3, i), now.AddSeconds(-10 - (2 * i)));
        var dials = pacer.Dials(free: 0, waiting: 0, planned: 0, most: 100, now);
        return dials;
    }

    private static Guid Id(int kind, int n) => new(kind, (short)(n >> 16), (short)n, new byte[8]);
}
