using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class TakeBackTests
{
    private static readonly DateTimeOffset T0 = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(DialMode.Progressive), InlineData(DialMode.Power), InlineData(DialMode.Predictive)]
    public void The_youngest_lines_are_taken_back_when_fewer_agents_than_lines_remain(string mode)
    {
        var queue = Ringing(mode, agents: 4);
        queue.OnAgentUnavailable(Some.Id(2));
        Assert.Equal([Some.Id(5004)], queue.TakeBack(T0.AddSeconds(5)));
        Assert.Empty(queue.TakeBack(T0.AddSeconds(6)));
        for (var agent = 1; agent <= 4; agent++)
            queue.OnAgentUnavailable(Some.Id(agent));
        Assert.Equal([Some.Id(5003), Some.Id(5002), Some.Id(5001)], queue.TakeBack(T0.AddSeconds(7)));
    }

    [Fact]
    public void As_long_as_there_are_agents_enough_nothing_is_taken_back()
    {
        var queue = Ringing(DialMode.Predictive, agents: 4);
        queue.OnAgentAvailable(new(Some.Id(9), "Ann", T0, null));
        queue.OnAgentUnavailable(Some.Id(1));
        Assert.Empty(queue.TakeBack(T0.AddSeconds(5)));
    }

    [Fact]
    public void Who_has_answered_is_not_cut_off()
    {
        var queue = Ringing(DialMode.Progressive, agents: 2);
        queue.Route(Some.Id(5002), T0.AddSeconds(4));
        for (var agent = 1; agent <= 2; agent++)
            queue.OnAgentUnavailable(Some.Id(agent));
        Assert.Equal([Some.Id(5001)], queue.TakeBack(T0.AddSeconds(5)));
    }

    [Fact]
    public void A_phone_that_rang_in_vain_rests_and_its_attempt_is_given_back()
    {
        var queue = Ringing(DialMode.Progressive, agents: 1);
        queue.OnAgentUnavailable(Some.Id(1));
        Assert.Single(queue.TakeBack(T0.AddSeconds(5)));
        var (_, fate) = queue
            .OnCallEnded(new(Some.Id(5001), Some.Id(1001), Outcome.Cancelled, null, T0.AddSeconds(6)) { Rang = true })!
            .Value;
        Assert.Equal(
            new EntryFate(
                EntryStatus.Queued,
                EntryReason.Retry,
                T0.AddSeconds(6).AddMinutes(Some.Settings().RetryMinutes),
                CountsAttempt: false
            ),
            fate
        );
        Assert.Equal((0, 0), (queue.Pacing.Budget.Answered, queue.Pacing.Ringing));
    }

    [Fact]
    public void Who_hears_the_message_takes_no_line_from_a_free_agent()
    {
        var queue = Ringing(DialMode.Progressive, agents: 1);
        queue.OnAgentUnavailable(Some.Id(1));
        Assert.Null(queue.Route(Some.Id(5001), T0.AddSeconds(4)).AgentId);
        queue.OnAgentAvailable(new(Some.Id(2), "Ben", T0.AddSeconds(5), null));
        Assert.Equal(0, queue.Wanted(T0.AddSeconds(5)));
        queue.OnWaitOver(Some.Id(5001));
        Assert.Equal(1, queue.Wanted(T0.AddSeconds(6)));
    }

    [Fact]
    public void A_late_connection_counts_as_abandoned_once()
    {
        var queue = Ringing(DialMode.Progressive, agents: 1);
        queue.Route(Some.Id(5001), T0.AddSeconds(4));
        queue.OnConnectedLate(Some.Id(5001));
        queue.OnConnectedLate(Some.Id(5001));
        queue.OnConnectedLate(Some.Id(5999));
        Assert.Equal((1, 1), (queue.Pacing.Budget.Answered, queue.Pacing.Budget.Abandoned));
    }

    /// <summary>So many agents and a line for each of them, dialled a second apart: 5001 first.</summary>
    private static QueueState Ringing(string mode, int agents)
    {
        var queue = new QueueState(Some.Settings() with { DialMode = mode, PowerRatio = 1 }, CampaignStatus.Active);
        for (var n = 1; n <= agents; n++)
        {
            queue.OnAgentAvailable(new(Some.Id(n), "Ann", T0.AddSeconds(n - 60), null));
            queue.OnClaimed([Some.Entry(n)]);
            Assert.Single(queue.Plan(T0.AddSeconds(n), 1, () => Some.Id(5000 + n)).Dials);
            queue.OnDialing(Some.Id(5000 + n), T0.AddSeconds(n));
        }

        return queue;
    }
}
