using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class IdleCauseTests
{
    private static readonly IdleFacts Plain = new(
        CampaignStatus.Active,
        DialMode.Progressive,
        null,
        false,
        10,
        5,
        new Dictionary<string, int> { [EntryReason.Due] = 5 }
    );

    [Fact]
    public void An_agent_with_a_dial_on_its_way_waits_for_the_answer_or_for_the_budget()
    {
        Assert.Equal(IdleReason.Waiting, IdleCause.WithDial(Plain));
        Assert.Equal(IdleReason.Budget, IdleCause.WithDial(Plain with { BudgetUsedUp = true }));
    }

    [Theory]
    [InlineData(CampaignStatus.Active, null, 10, 5, IdleReason.Pacing)]
    [InlineData(CampaignStatus.Paused, "rate_limited", 10, 5, IdleReason.Paused)]
    [InlineData(CampaignStatus.Active, "rate_limited", 10, 5, IdleReason.RateLimit)]
    [InlineData(CampaignStatus.Active, "carrier_unavailable", 10, 5, IdleReason.Trunk)]
    [InlineData(CampaignStatus.Active, "storage_unavailable", 10, 5, IdleReason.Service)]
    [InlineData(CampaignStatus.Active, null, 0, 5, IdleReason.Lines)]
    public void Without_a_dial_the_first_thing_in_the_way_counts(string status, string? hold, int lines, int ready, string reason) =>
        Assert.Equal(reason, IdleCause.WithoutDial(Plain with { Status = status, Hold = hold, LinesFree = lines, Ready = ready }));

    [Fact]
    public void Where_agents_dial_themselves_nothing_stands_in_their_way() =>
        Assert.Equal(
            IdleReason.OwnPace,
            IdleCause.WithoutDial(Plain with { Mode = DialMode.Manual, Ready = 0, Waiting = new Dictionary<string, int>() })
        );

    [Theory]
    [InlineData(0, 0, 0, IdleReason.NoLead)]
    [InlineData(3, 2, 1, IdleReason.WindowClosed)]
    [InlineData(1, 3, 2, IdleReason.Cap)]
    [InlineData(1, 2, 3, IdleReason.NoLead)]
    public void With_nobody_ready_the_largest_group_of_those_who_wait_gives_the_reason(int closed, int capped, int later, string reason) =>
        Assert.Equal(
            reason,
            IdleCause.WithoutDial(
                Plain with
                {
                    Ready = 0,
                    Waiting = new Dictionary<string, int>
                    {
                        [EntryReason.WindowClosed] = closed,
                        [EntryReason.CapReached] = capped,
                        [EntryReason.Retry] = later,
                    },
                }
            )
        );
}
