using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class AgentBreakTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Wrap_up_is_lengthened_as_often_as_the_campaign_allows()
    {
        var agent = Available(new() { WrapUpExtensions = 2, WrapUpExtensionSeconds = 30 });
        Assert.Equal("agents.not_in_wrap_up", agent.ExtendWrapUp()?.Code);
        Talk(agent, 100);
        Assert.Equal((2, Now.AddSeconds(60)), (agent.ExtensionsLeft, agent.WrapUpUntil));
        Assert.Null(agent.ExtendWrapUp());
        Assert.Null(agent.ExtendWrapUp());
        Assert.Equal((0, Now.AddSeconds(120)), (agent.ExtensionsLeft, agent.WrapUpUntil));
        Assert.Equal("agents.no_extension_left", agent.ExtendWrapUp()?.Code);
        Assert.Equal(AgentDuty.None, agent.OnWrapUpOver(Now.AddSeconds(119)));
        Assert.Equal(AgentDuty.Announce, agent.OnWrapUpOver(Now.AddSeconds(120)));
        Talk(agent, 101);
        Assert.Equal(2, agent.ExtensionsLeft);
    }

    [Fact]
    public void Calls_missed_in_a_row_through_the_agents_own_leg_lead_into_a_break()
    {
        var agent = Available(new() { MissedCalls = 2 });
        Miss(agent, 100);
        Assert.Null(agent.AutoPause(Now));
        Miss(agent, 101);
        Assert.Equal(AgentDuty.Withdraw, agent.AutoPause(Now));
        Assert.Equal(
            (AgentStatus.Break, AgentReason.MissedCalls, AgentReason.MissedCalls),
            (agent.Status, agent.Reason, agent.Notice!.Kind)
        );
        Assert.Null(agent.AutoPause(Now));
    }

    [Fact]
    public void A_call_that_comes_together_forgives_and_a_caller_who_hangs_up_is_no_fault_of_the_agent()
    {
        var agent = Available(new() { MissedCalls = 2 });
        Miss(agent, 100);
        Talk(agent, 101);
        agent.OnDisposed(Some.Id(101), Disposition.Connected, AgentStatus.Available, Now);
        Miss(agent, 102);
        Assert.True(agent.Offer(Some.Card(Some.Id(103), Now), Now));
        agent.OnCallEnded(Some.Id(103), Outcome.Abandoned, Now, 60, Now);
        Assert.Equal(1, agent.MissedInRow);
        Assert.Null(agent.AutoPause(Now));
    }

    [Fact]
    public void Without_the_rule_nobody_is_sent_into_a_break()
    {
        var agent = Available(new());
        for (var n = 0; n < 30; n++)
            Miss(agent, 100 + n);
        Assert.Null(agent.AutoPause(Now));
    }

    [Fact]
    public void A_preview_is_on_the_screen_until_the_call_comes_or_the_agent_leaves()
    {
        var agent = Available(new());
        Assert.True(agent.OnPreview(Preview(200)));
        agent.OnPreviewDialing(Some.Id(200));
        Assert.Equal(PreviewCard.Dialing, agent.Preview!.Status);
        Assert.False(agent.OnPreviewOver(Some.Id(999), Outcome.Busy, Now));
        Assert.True(agent.Offer(Some.Card(Some.Id(200), Now), Now));
        Assert.Null(agent.Preview);
        Assert.False(agent.OnPreview(Preview(201)));
        agent.OnCallEnded(Some.Id(200), Outcome.Failed, Now, 60, Now);
        Assert.True(agent.OnPreview(Preview(202)));
        Assert.False(agent.PreviewForgotten(Now.AddSeconds(39), TimeSpan.FromSeconds(10)));
        Assert.True(agent.PreviewForgotten(Now.AddSeconds(41), TimeSpan.FromSeconds(10)));
        Assert.True(agent.OnPreviewOver(Some.Id(202), Outcome.Busy, Now));
        Assert.Equal((AgentNotice.PreviewOver, Outcome.Busy, "Ann Example"), (agent.Notice!.Kind, agent.Notice.Text, agent.Notice.About));
        Assert.True(agent.OnPreview(Preview(203)));
        agent.SetStatus(AgentStatus.Break, "Lunch", Now);
        Assert.Null(agent.Preview);
    }

    private static PreviewCard Preview(int call) =>
        new(Some.Card(Some.Id(call), Now), PreviewCard.Offered, Now, Now.AddSeconds(30), PreviewRules.Dial, 20);

    private static void Talk(AgentState agent, int call)
    {
        Assert.True(agent.Offer(Some.Card(Some.Id(call), Now), Now));
        agent.OnBridged(Some.Id(call));
        agent.OnCallEnded(Some.Id(call), Outcome.Connected, Now, 60, Now);
    }

    private static void Miss(AgentState agent, int call)
    {
        Assert.True(agent.Offer(Some.Card(Some.Id(call), Now), Now));
        var dead = agent.LegId!;
        agent.OnLegLost(dead);
        agent.OnCallEnded(Some.Id(call), Outcome.Abandoned, Now, 60, Now);
        agent.OnLegDialed($"leg-{call}");
        agent.OnLegUp($"leg-{call}");
    }

    private static AgentState Available(AgentRules rules)
    {
        var agent = new AgentState(Some.Id(9));
        agent.OnCampaign(new AgentCampaign(Some.Id(1), "Spring", 60, "+12025550100") { Rules = rules }, Now);
        agent.SetStatus(AgentStatus.Available, null, Now);
        agent.OnLegDialed("leg");
        agent.OnLegUp("leg");
        return agent;
    }
}
