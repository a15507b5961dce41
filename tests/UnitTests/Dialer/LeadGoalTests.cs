using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class LeadGoalTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, 4, 4, 2)]
    [InlineData(10, 4, 6, 0)]
    [InlineData(10, 10, 0, 0)]
    [InlineData(10, 12, 0, 0)]
    [InlineData(100, 0, 0, 5)]
    public void No_more_calls_are_dialled_than_leads_are_still_wanted(int goal, int leads, int inCalls, int dials)
    {
        var queue = Active(DialMode.Progressive);
        queue.OnGoal(new(goal, leads, inCalls));
        Assert.Equal(dials, queue.Wanted(Now));
        Assert.Equal(dials, queue.Plan(Now, 100, Ids(), granted: true).Dials.Count);
        Assert.Equal(leads >= goal ? EntryReason.GoalReached : null, queue.IdleReason(Now, anyDue: true, anyWaiting: false));
    }

    [Fact]
    public void At_the_goal_a_campaign_claims_nothing_and_a_higher_one_lets_it_go_on()
    {
        var queue = Active(DialMode.Power, contacts: 0);
        queue.OnGoal(new(3, 3, 0));
        Assert.Equal((0, 0), (queue.Shortage(Now), queue.Wanted(Now)));
        queue.OnGoal(new(4, 3, 0));
        Assert.Equal(1, queue.Wanted(Now));
        Assert.True(queue.Shortage(Now) > 0);
        queue.OnGoal(null);
        Assert.True(queue.Wanted(Now) > 1);
    }

    [Fact]
    public void What_agents_looked_at_is_taken_back_at_the_goal_and_they_are_free()
    {
        var queue = Active(DialMode.Preview);
        queue.OfferPreviews(Now, Ids());
        Assert.Equal(5, queue.Previews.Count);
        queue.TakeOrders();
        queue.OnGoal(new(3, 2, 1));
        Assert.Equal(5, queue.Previews.Count);
        queue.OnGoal(new(3, 3, 0));
        Assert.Equal((0, 5), (queue.Previews.Count, queue.Free.Count));
        var orders = queue.TakeOrders();
        Assert.Equal(
            (5, 5),
            (
                orders.Count(o => o is QueueOrder.Over { Why: EntryReason.GoalReached }),
                orders.Count(o => o is QueueOrder.GiveBack { NextAt: null })
            )
        );
        queue.OfferPreviews(Now, Ids(6000));
        Assert.Empty(queue.Previews);
    }

    private static QueueState Active(string mode, int contacts = 20)
    {
        var queue = new QueueState(Some.Settings() with { DialMode = mode }, CampaignStatus.Active);
        for (var n = 1; n <= 5; n++)
            queue.OnAgentAvailable(new(Some.Id(n), $"Agent {n}", Now.AddSeconds(-n), $"leg-{n}"));
        queue.OnClaimed(Enumerable.Range(1, contacts).Select(n => Some.Entry(n)));
        return queue;
    }

    private static Func<Guid> Ids(int from = 5000) => () => Some.Id(from++);
}
