using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Xunit;
using Outcome = Pivotal.Domain.Shared.Outcome;

namespace Pivotal.UnitTests.Dialer;

public sealed class AgentPresenceRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly AgentCampaign Campaign = new(Some.Id(1), "Spring", 60, "+12025550100");

    private static AgentState Available()
    {
        var agent = new AgentState(Some.Id(9));
        agent.OnCampaign(Campaign, Now);
        agent.OnPresenceSeen(Now);
        agent.SetStatus(AgentStatus.Available, null, Now);
        agent.OnLegDialed("leg");
        agent.OnLegUp("leg");
        return agent;
    }

    private static AgentState OnCall()
    {
        var agent = Available();
        Assert.True(agent.Offer(Some.Card(Some.Id(100), Now), Now));
        return agent;
    }

    private static AgentState WrapUp()
    {
        var agent = OnCall();
        agent.OnCallEnded(Some.Id(100), Outcome.Connected, Now, 60, Now);
        Assert.Equal(AgentStatus.WrapUp, agent.Status);
        return agent;
    }

    [Fact]
    public void An_available_agent_without_a_browser_goes_offline_and_gets_no_call_until_asking_again()
    {
        var agent = Available();
        Assert.Equal(AgentDuty.Withdraw | AgentDuty.HangUpLeg, agent.OnPresenceLost(Now, Now.AddSeconds(20)));
        Assert.Equal((AgentStatus.Offline, AgentReason.ConnectionLost, false), (agent.Status, agent.Reason, agent.AtDesk));
        Assert.True(agent.OnPresenceSeen(Now.AddSeconds(30)));
        Assert.Equal((AgentStatus.Offline, AgentReason.ConnectionLost, true), (agent.Status, agent.Reason, agent.AtDesk));
        Assert.False(agent.Offer(Some.Card(Some.Id(100), Now), Now));
        agent.SetStatus(AgentStatus.Available, null, Now.AddSeconds(40));
        Assert.Equal((AgentStatus.Available, null), (agent.Status, agent.Reason));
    }

    [Fact]
    public void Who_was_seen_since_is_not_lost()
    {
        var agent = Available();
        agent.OnPresenceSeen(Now.AddSeconds(1));
        Assert.Null(agent.OnPresenceLost(Now, Now.AddSeconds(20)));
        Assert.Equal(AgentStatus.Available, agent.Status);
        Assert.NotNull(agent.OnPresenceLost(Now.AddSeconds(1), Now.AddSeconds(21)));
    }

    [Fact]
    public void A_call_and_its_wrap_up_are_finished_first()
    {
        var agent = OnCall();
        Assert.Equal(AgentDuty.None, agent.OnPresenceLost(Now, Now));
        Assert.Null(agent.OnPresenceLost(Now, Now));
        Assert.Equal((AgentStatus.OnCall, AgentStatus.Offline, true), (agent.Status, agent.Pending, agent.AtDesk));
        agent.OnCallEnded(Some.Id(100), Outcome.Connected, Now, 60, Now);
        Assert.Equal(AgentDuty.None, agent.OnWrapUpOver(Now.AddSeconds(59)));
        Assert.Equal(AgentDuty.Withdraw | AgentDuty.HangUpLeg, agent.OnWrapUpOver(Now.AddSeconds(60)));
        Assert.Equal((AgentStatus.Offline, AgentReason.ConnectionLost, false), (agent.Status, agent.Reason, agent.AtDesk));
    }

    [Fact]
    public void Lost_in_wrap_up_means_offline_at_its_limit()
    {
        var agent = WrapUp();
        Assert.Equal(AgentDuty.None, agent.OnPresenceLost(Now, Now));
        Assert.Equal((AgentStatus.WrapUp, Now.AddSeconds(60)), (agent.Status, agent.WrapUpUntil));
        agent.OnWrapUpOver(Now.AddSeconds(60));
        Assert.Equal((AgentStatus.Offline, AgentReason.ConnectionLost), (agent.Status, agent.Reason));
    }

    [Theory]
    [InlineData(AgentStatus.Available)]
    [InlineData(AgentStatus.Break)]
    public void Who_comes_back_in_wrap_up_and_disposes_of_the_call_chooses_the_next_status(string next)
    {
        var agent = WrapUp();
        agent.OnPresenceLost(Now, Now);
        agent.OnPresenceSeen(Now.AddSeconds(30));
        agent.OnDisposed(Some.Id(100), Disposition.Connected, next, Now.AddSeconds(40));
        Assert.Equal((next, null), (agent.Status, agent.Reason));
    }

    [Fact]
    public void A_break_stays_and_so_does_one_asked_for()
    {
        var resting = Available();
        resting.SetStatus(AgentStatus.Break, "Lunch", Now);
        resting.OnPresenceLost(Now, Now);
        Assert.Equal((AgentStatus.Break, "Lunch", false), (resting.Status, resting.Reason, resting.AtDesk));

        var talking = OnCall();
        talking.SetStatus(AgentStatus.Break, "Lunch", Now);
        Assert.Null(talking.OnPresenceLost(Now, Now));
        Assert.Equal((AgentStatus.Break, "Lunch"), (talking.Pending, talking.PendingReason));
    }

    [Property(MaxTest = 2000)]
    public Property Whatever_happens_nobody_is_called_between_a_loss_and_the_agents_own_return()
    {
        var runs = Gen.ListOf(from verb in Gen.Choose(0, 8) from wait in Gen.Choose(0, 40) select (verb, wait));
        return Prop.ForAll(
            runs.ToArbitrary(),
            run =>
            {
                var (agent, now, calls, gone) = (Available(), Now, 100, false);
                foreach (var (verb, wait) in run)
                {
                    now += TimeSpan.FromSeconds(wait);
                    var call = Some.Id(calls);
                    switch (verb)
                    {
                        case 0:
                            gone |= agent.OnPresenceLost(now, now) is not null && agent.Status != AgentStatus.Break;
                            break;
                        case 1:
                            agent.OnPresenceSeen(now);
                            break;
                        case 2:
                            agent.OnCallEnded(call, Outcome.Connected, now, 60, now);
                            break;
                        case 3:
                            agent.OnCallEnded(call, Outcome.Abandoned, now, 60, now);
                            break;
                        case 4:
                            agent.OnWrapUpOver(now);
                            break;
                        case 5:
                            agent.OnLegLost("leg");
                            agent.OnLegDialed($"leg-{now.Ticks}");
                            agent.OnLegUp($"leg-{now.Ticks}");
                            break;
                        case 6:
                            agent.SetStatus(AgentStatus.Available, null, now);
                            gone = false;
                            break;
                        case 7:
                            agent.SetStatus(AgentStatus.Break, null, now);
                            gone = false;
                            break;
                        default:
                            if (agent.Offer(Some.Card(Some.Id(calls + 1), now), now))
                            {
                                calls++;
                                if (gone)
                                    return false;
                            }
                            break;
                    }

                    if (agent.OnPresenceLost(Now.AddSeconds(-1), now) is not null)
                        return false;
                }

                return true;
            }
        );
    }

    [Fact]
    public void Whoever_signs_out_is_offline_at_once_or_after_the_call_and_a_break_ends_with_it()
    {
        var free = Available();
        Assert.Equal(AgentDuty.Withdraw | AgentDuty.HangUpLeg, free.OnSignedOut(Now));
        Assert.Equal((AgentStatus.Offline, AgentReason.SignedOut, false), (free.Status, free.Reason, free.AtDesk));
        Assert.Null(free.OnSignedOut(Now));

        var away = Available();
        away.SetStatus(AgentStatus.Break, null, Now);
        away.OnSignedOut(Now);
        Assert.Equal(AgentStatus.Offline, away.Status);

        var talking = OnCall();
        talking.SetStatus(AgentStatus.Break, null, Now);
        talking.OnSignedOut(Now);
        Assert.Equal((AgentStatus.OnCall, AgentStatus.Offline), (talking.Status, talking.Pending));
        talking.OnCallEnded(Some.Id(100), Outcome.Connected, Now, 60, Now);
        talking.OnWrapUpOver(Now.AddSeconds(61));
        Assert.Equal((AgentStatus.Offline, AgentReason.SignedOut), (talking.Status, talking.Reason));
    }

    [Fact]
    public void Whoever_signs_in_again_and_disposes_of_the_call_goes_on()
    {
        var agent = WrapUp();
        agent.OnSignedOut(Now);
        agent.OnDisposed(Some.Id(100), Disposition.Connected, AgentStatus.Available, Now);
        Assert.Equal(AgentStatus.Available, agent.Status);
    }
}
