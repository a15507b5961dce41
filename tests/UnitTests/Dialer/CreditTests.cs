using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

/// <summary>Whose day may borrow from its rest, and when.</summary>
public sealed class CreditTests
{
    /// <summary>Monday, 9:30 in New York and 6:30 in Los Angeles.</summary>
    private static readonly DateTimeOffset T0 = new(2026, 6, 1, 13, 30, 0, TimeSpan.Zero);

    private static readonly CallingWindow Office = new([1, 2, 3, 4, 5], new(9, 0), new(17, 0));

    [Fact]
    public void A_campaign_with_a_past_and_a_day_before_it_borrows_one_without_a_past_does_not()
    {
        Assert.Equal(60, CreditOf(Queue(Office, Past(T0.AddDays(-1))), T0));
        Assert.Equal(0, CreditOf(Queue(Office, null), T0));
    }

    [Fact]
    public void What_was_learned_today_is_no_past() => Assert.Equal(0, CreditOf(Queue(Office, Past(T0.AddMinutes(-20))), T0));

    [Fact]
    public void With_an_hour_of_calling_left_or_outside_the_hours_nothing_is_lent()
    {
        var past = Past(T0.AddDays(-1));
        var times = new[] { 6.0, 6.25, 6.5, 7, 8, 13 }.Select(hours => CreditOf(Queue(Office, past), T0.AddHours(hours))).ToList();
        Assert.True(times[0] > times[1] && times[1] > 0, string.Join(", ", times));
        Assert.Equal([0, 0, 0, 0], times.Skip(2));
    }

    [Fact]
    public void The_hours_end_with_the_budgets_day()
    {
        var past = Past(T0.AddDays(-1));
        // A quarter past ten and a quarter past eleven at night.
        Assert.True(CreditOf(Queue(Some.Always, past), T0.AddHours(12.75)) > 0);
        Assert.Equal(0, CreditOf(Queue(Some.Always, past), T0.AddHours(13.75)));
    }

    [Fact]
    public void The_open_clock_that_closes_first_decides()
    {
        // A quarter past four in New York, a quarter past one in Los Angeles.
        var (past, late) = (Past(T0.AddDays(-1)), T0.AddHours(6.75));
        var (west, both) = (Queue(Office, past), Queue(Office, past));
        west.OnClocks(["America/Los_Angeles"]);
        both.OnClocks(["America/Los_Angeles", "America/New_York|America/Chicago"]);
        Assert.Equal((60, 0), (CreditOf(west, late), CreditOf(both, late)));
    }

    [Fact]
    public void Fewer_agents_borrow_less_and_other_modes_nothing()
    {
        var past = Past(T0.AddDays(-1));
        Assert.InRange(CreditOf(Queue(Office, past, agents: 1), T0.AddHours(4)), 1, 59);
        var power = Queue(Office, past);
        power.OnSettings(power.Settings with { DialMode = DialMode.Power });
        Assert.Equal(0, CreditOf(power, T0));
    }

    [Fact]
    public void It_is_gone_by_four_hundred_answers()
    {
        var queue = Queue(Office, Past(T0.AddDays(-1)));
        queue.Pacing.Budget.OnRecovered(answered: 200, abandoned: 0);
        Assert.Equal(30, CreditOf(queue, T0));
        queue.Pacing.Budget.OnRecovered(answered: 400, abandoned: 0);
        Assert.Equal(0, CreditOf(queue, T0));
    }

    [Fact]
    public void What_is_dialled_ahead_on_credit_says_so_and_nothing_is_without_it()
    {
        var ahead = Ahead(Queue(Office, Past(T0.AddDays(-1))));
        Assert.NotEmpty(ahead);
        Assert.All(ahead, dial => Assert.Equal((10, 0, 58.5), (dial.Admission!.Answered, dial.Admission.Abandoned, dial.Admission.Credit)));
        Assert.Empty(Ahead(Queue(Office, Past(T0.AddMinutes(-20)))));
    }

    /// <summary>What is dialled without an agent of its own while ten agents are about to finish the first calls of the day.</summary>
    private static List<PlannedDial> Ahead(QueueState queue)
    {
        queue.OnClaimed(Enumerable.Range(1, 60).Select(n => Some.Entry(n)));
        var (id, ahead) = (5000, new List<PlannedDial>());
        for (var second = 0; second < 130; second++)
        {
            var now = T0.AddSeconds(second);
            foreach (var dial in queue.Plan(now, 60, () => Some.Id(id++)).Dials)
            {
                queue.OnDialing(dial.CallId, now);
                if (second == 0)
                    queue.Route(dial.CallId, now);
                if (dial.Admission is not null)
                    ahead.Add(dial);
            }
        }

        return ahead;
    }

    private static double CreditOf(QueueState queue, DateTimeOffset now)
    {
        queue.Wanted(now);
        return queue.Pacing.Budget.Credit;
    }

    private static QueueState Queue(CallingWindow window, LearnedPace? past, int agents = 10)
    {
        var queue = new QueueState(Some.Settings(window: window) with { DialMode = DialMode.Predictive }, CampaignStatus.Active);
        if (past is not null)
            queue.Pacing.OnLearned(past);
        queue.Pacing.Budget.OnRecovered(0, 0);
        for (var agent = 1; agent <= agents; agent++)
            queue.OnAgentAvailable(new(Some.Id(agent), "Ann", T0, null));
        return queue;
    }

    /// <summary>Three hundred dials from that moment on, one in four answered.</summary>
    private static LearnedPace Past(DateTimeOffset from)
    {
        var pacer = new PredictivePacer(AbandonLimits.Default);
        for (var n = 0; n < 300; n++)
        {
            var (call, agent, at) = (Some.Id(1000 + n), Some.Id(2000 + n), from.AddSeconds(n));
            pacer.OnDialed(call, at);
            if (n % 4 > 0)
            {
                pacer.OnNotAnswered(call, at.AddSeconds(20));
                continue;
            }

            pacer.OnAnswered(call, at.AddSeconds(10));
            pacer.OnConnected(agent, at.AddSeconds(10));
            pacer.OnAgentFree(agent, at.AddSeconds(130));
        }

        return pacer.Learned();
    }
}
