using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Pacing;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Pacing;

public sealed class PredictivePacerTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_free_agent_has_a_call_under_way_whatever_the_budget_says()
    {
        var pacer = new PredictivePacer(AbandonLimits.Default);
        pacer.Budget.OnRecovered(1000, 100);
        Assert.Equal(4, pacer.Dials(free: 4, waiting: 0, planned: 0, most: 50, Now));
        Ring(pacer, 4, Now);
        Assert.Equal(0, pacer.Dials(free: 4, waiting: 0, planned: 0, most: 50, Now));
    }

    [Fact]
    public void Dials_ahead_of_agents_about_to_finish_when_few_people_answer()
    {
        var pacer = Trained(agents: 20, answers: 10);
        Assert.True(pacer.Dials(free: 0, waiting: 0, planned: 0, most: 200, Now.AddSeconds(150)) > 3);
    }

    [Fact]
    public void The_more_people_answer_the_fewer_lines()
    {
        var at = Now.AddSeconds(150);
        Assert.True(Trained(20, answers: 10).Dials(0, 0, 0, 200, at) > Trained(20, answers: 50).Dials(0, 0, 0, 200, at));
    }

    [Fact]
    public void Nobody_signed_in_dials_nothing() => Assert.Equal(0, new PredictivePacer(AbandonLimits.Default).Dials(0, 0, 0, 50, Now));

    [Property(MaxTest = 500)]
    public Property Never_more_than_allowed_and_never_fewer_than_free_agents_need()
    {
        var cases =
            from free in Gen.Choose(0, 30)
            from busy in Gen.Choose(0, 30)
            from ringing in Gen.Choose(0, 60)
            from most in Gen.Choose(0, 80)
            from abandoned in Gen.Choose(0, 50)
            select (free, busy, ringing, most, abandoned);
        return Prop.ForAll(
            cases.ToArbitrary(),
            c =>
            {
                var pacer = new PredictivePacer(AbandonLimits.Default);
                pacer.Budget.OnRecovered(1000, c.abandoned);
                for (var n = 0; n < c.busy; n++)
                    pacer.OnConnected(Some.Id(n), Now);
                Ring(pacer, c.ringing, Now);
                var dials = pacer.Dials(c.free, 0, 0, c.most, Now.AddSeconds(30));
                return dials <= c.most && dials >= Math.Min(c.most, Math.Max(0, c.free - c.ringing));
            }
        );
    }

    /// <summary>A team in the middle of a day on which so many of a hundred dials were answered.</summary>
    private static PredictivePacer Trained(int agents, int answers)
    {
        var pacer = new PredictivePacer(AbandonLimits.Default);
        for (var n = 0; n < 1000; n++)
        {
            var (call, at) = (Some.Id(10_000 + n), Now.AddSeconds(-1000 + n));
            pacer.OnDialed(call, at.AddSeconds(-12));
            if (n % 100 < answers)
                pacer.OnAnswered(call, at);
            else
                pacer.OnNotAnswered(call, at.AddSeconds(10));
        }

        for (var n = 0; n < 100; n++)
        {
            pacer.OnConnected(Some.Id(n % agents), Now.AddSeconds(-400));
            pacer.OnAgentFree(Some.Id(n % agents), Now.AddSeconds(-400 + 60 + n));
        }

        for (var n = 0; n < agents; n++)
            pacer.OnConnected(Some.Id(n), Now.AddSeconds(n * 5));
        pacer.Dials(0, 0, 0, 0, Now);
        pacer.Dials(0, 0, 0, 1, Now.AddSeconds(140));
        return pacer;
    }

    private static void Ring(PredictivePacer pacer, int calls, DateTimeOffset since)
    {
        for (var n = 0; n < calls; n++)
            pacer.OnDialed(Some.Id(90_000 + n), since);
    }
}
