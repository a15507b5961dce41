using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class QueueAlertsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertFacts Fine = new(
        CampaignStatus.Active,
        DialMode.Progressive,
        0.5,
        null,
        [],
        10,
        2,
        3,
        new Dictionary<string, int> { [EntryReason.Due] = 3, [EntryReason.Retry] = 7 }
    );

    private static IEnumerable<string> Codes(AlertFacts facts) => QueueAlerts.Of(facts, Now).Select(a => a.Code);

    [Fact]
    public void A_campaign_that_runs_well_has_none() => Assert.Empty(Codes(Fine));

    [Theory]
    [InlineData(0.79, null)]
    [InlineData(0.8, AlertCode.BudgetNear)]
    [InlineData(1.0, AlertCode.BudgetUsed)]
    public void The_abandon_budget_is_told_at_80_percent_and_when_it_is_gone(double used, string? code) =>
        Assert.Equal(code is null ? [] : [code], Codes(Fine with { BudgetUsed = used }));

    [Fact]
    public void A_refusal_of_the_carrier_stays_in_sight_for_a_minute()
    {
        Assert.Equal([AlertCode.Trunk], Codes(Fine with { Trouble = ("carrier_unavailable", Now.AddSeconds(-59)) }));
        Assert.Equal([AlertCode.RateLimit], Codes(Fine with { Trouble = ("rate_limited", Now) }));
        Assert.Empty(Codes(Fine with { Trouble = ("carrier_unavailable", Now.AddSeconds(-60)) }));
    }

    [Fact]
    public void An_agent_idle_for_more_than_a_minute_is_named_with_how_many_there_are()
    {
        IdleAgent[] free = [Idle(1, 30), Idle(2, 61), Idle(3, 90)];
        var alert = Assert.Single(QueueAlerts.Of(Fine with { Free = free }, Now));
        Assert.Equal((AlertCode.AgentIdle, 2, Some.Id(3), Now.AddSeconds(-90)), (alert.Code, alert.Count, alert.AgentId, alert.Since));
        Assert.Empty(Codes(Fine with { Free = [Idle(1, 60)] }));
        Assert.Empty(Codes(Fine with { Free = free, Mode = DialMode.Manual }));
    }

    [Fact]
    public void Nobody_left_and_everybody_gated_are_different_things()
    {
        var dry = Fine with { Queued = 0, InFlight = 0, Ready = 0, Waiting = new Dictionary<string, int>() };
        Assert.Equal([AlertCode.QueueDry], Codes(dry));
        Assert.Empty(Codes(dry with { InFlight = 1 }));
        var gated = Fine with
        {
            InFlight = 0,
            Ready = 0,
            Waiting = new Dictionary<string, int> { [EntryReason.WindowClosed] = 8, [EntryReason.Retry] = 2 },
        };
        var alert = Assert.Single(QueueAlerts.Of(gated, Now));
        Assert.Equal((AlertCode.AllGated, 10, EntryReason.WindowClosed), (alert.Code, alert.Count, alert.Reason));
        Assert.Empty(Codes(gated with { Ready = 1 }));
    }

    [Theory]
    [InlineData(CampaignStatus.Paused)]
    [InlineData(CampaignStatus.Draining)]
    [InlineData(CampaignStatus.Completed)]
    public void A_campaign_that_does_not_dial_has_none(string status) =>
        Assert.Empty(Codes(Fine with { Status = status, BudgetUsed = 2, Queued = 0, InFlight = 0, Free = [Idle(1, 600)] }));

    private static IdleAgent Idle(int n, int seconds) => new(Some.Id(n), $"Agent {n}", Now.AddSeconds(-seconds), null);

    [Fact]
    public void A_break_over_its_limit_is_told_longest_first()
    {
        QueueAgent[] team =
        [
            new(Some.Id(1), "Ann", AgentStatus.Break, Now.AddMinutes(-20), null, Now.AddMinutes(-5)),
            new(Some.Id(2), "Bob", AgentStatus.Break, Now.AddMinutes(-20), null, Now.AddMinutes(-10)),
            new(Some.Id(3), "Cid", AgentStatus.Break, Now, null, Now.AddMinutes(5)),
            new(Some.Id(4), "Dee", AgentStatus.Available, Now, null, Now.AddMinutes(-5)),
        ];
        var alert = Assert.Single(QueueAlerts.Of(Fine with { Team = team }, Now));
        Assert.Equal((AlertCode.PauseOver, 2, Some.Id(2)), (alert.Code, alert.Count, alert.AgentId));
        Assert.Empty(Codes(Fine with { Team = [team[2], team[3]] }));
    }
}
