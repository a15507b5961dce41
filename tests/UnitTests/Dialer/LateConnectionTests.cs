using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class LateConnectionTests
{
    private static readonly DateTimeOffset T0 = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_line_at_a_time_finds_out_when_the_carrier_connects_in_time_again()
    {
        var queue = Talking(agents: 3);
        foreach (var call in new[] { 5001, 5002, 5003 })
            queue.OnConnectedLate(Some.Id(call));
        for (var agent = 11; agent <= 15; agent++)
            queue.OnAgentAvailable(new(Some.Id(agent), "Ben", T0.AddSeconds(3), null));
        Assert.Equal(QueueState.ConnectsLate, queue.HoldReason);
        Assert.Equal(0, queue.Wanted(T0.AddSeconds(5)));

        var probing = T0.AddSeconds(40);
        queue.ReleaseHold(probing);
        Assert.Equal(1, queue.Wanted(probing));
        Dial(queue, 5004, probing);
        Assert.Equal(0, queue.Wanted(probing));
        Assert.NotNull(queue.Route(Some.Id(5004), probing).AgentId);
        queue.OnConnectedLate(Some.Id(5004));
        Assert.Equal(0, queue.Wanted(probing.AddSeconds(3)));

        // It is not over: the next line waits longer than the first.
        queue.ReleaseHold(probing.AddSeconds(40));
        Assert.Equal(0, queue.Wanted(probing.AddSeconds(40)));
        var again = probing.AddSeconds(70);
        queue.ReleaseHold(again);
        Dial(queue, 5005, again);
        Assert.NotNull(queue.Route(Some.Id(5005), again).AgentId);
        // Nothing was heard of it for long enough: it was in time, and every free agent has a line again.
        Assert.Equal(1, queue.Wanted(again.AddSeconds(5)));
        Assert.Equal(3, queue.Wanted(again.AddSeconds(11)));
    }

    [Fact]
    public void It_stops_at_once_however_much_room_the_budget_has()
    {
        var queue = Talking(agents: 3);
        queue.Pacing.Budget.OnRecovered(answered: 1000, abandoned: 5);
        foreach (var call in new[] { 5001, 5002 })
            queue.OnConnectedLate(Some.Id(call));
        queue.OnAgentAvailable(new(Some.Id(11), "Ben", T0.AddSeconds(3), null));
        Assert.Null(queue.HoldReason);
        Assert.Equal(1, queue.Wanted(T0.AddSeconds(5)));
        queue.OnConnectedLate(Some.Id(5003));
        Assert.Equal((QueueState.ConnectsLate, 0), (queue.HoldReason, queue.Wanted(T0.AddSeconds(5))));
    }

    [Fact]
    public void What_agents_dial_themselves_goes_on_while_the_budget_has_room()
    {
        var queue = Talking(agents: 3);
        queue.Pacing.Budget.OnRecovered(answered: 1000, abandoned: 5);
        queue.OnSettings(queue.Settings with { DialMode = DialMode.Preview });
        foreach (var call in new[] { 5001, 5002, 5003 })
            queue.OnConnectedLate(Some.Id(call));
        Assert.Null(queue.HoldReason);
    }

    [Theory]
    [InlineData(20, 30), InlineData(13, 480)]
    public void A_line_that_finds_out_waits_longer_when_the_rest_of_the_day_cannot_repay_it(int closes, int seconds)
    {
        // It is eleven in New York.
        var queue = Talking(agents: 3, Some.Always with { Start = new(9, 0), End = new(closes, 0) });
        foreach (var call in new[] { 5001, 5002, 5003 })
            queue.OnConnectedLate(Some.Id(call));
        Assert.Equal((QueueState.ConnectsLate, T0.AddSeconds(seconds)), (queue.HoldReason, queue.HoldUntil));
    }

    [Fact]
    public void What_agents_dial_themselves_waits_no_longer_for_that()
    {
        var queue = Talking(agents: 3, Some.Always with { Start = new(9, 0), End = new(13, 0) });
        queue.OnSettings(queue.Settings with { DialMode = DialMode.Preview });
        foreach (var call in new[] { 5001, 5002, 5003 })
            queue.OnConnectedLate(Some.Id(call));
        Assert.Equal(T0.AddSeconds(30), queue.HoldUntil);
    }

    [Fact]
    public void Pauses_that_nothing_repays_go_on_growing_up_to_an_hour()
    {
        var queue = Talking(agents: 14, Some.Always with { Start = new(9, 0), End = new(12, 0) });
        foreach (var call in Enumerable.Range(5001, 14))
            queue.OnConnectedLate(Some.Id(call));
        Assert.Equal(T0.AddHours(1), queue.HoldUntil);
    }

    private static QueueState Talking(int agents, CallingWindow? window = null)
    {
        var queue = new QueueState(Some.Settings(window: window), CampaignStatus.Active);
        for (var n = 1; n <= agents; n++)
        {
            queue.OnAgentAvailable(new(Some.Id(n), "Ann", T0.AddSeconds(-60), null));
            Dial(queue, 5000 + n, T0);
            queue.Route(Some.Id(5000 + n), T0);
        }

        return queue;
    }

    private static void Dial(QueueState queue, int call, DateTimeOffset at)
    {
        queue.OnClaimed([Some.Entry(call)]);
        Assert.Single(queue.Plan(at, 1, () => Some.Id(call)).Dials);
        queue.OnDialing(Some.Id(call), at);
    }
}
