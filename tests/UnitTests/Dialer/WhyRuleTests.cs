using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Grains.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class WhyRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly GateFacts Facts = GateFacts.Of(Some.Entry(), suppressed: false);

    [Fact]
    public void A_place_that_a_running_call_holds_is_waited_for_and_one_that_is_used_is_not()
    {
        var campaign = Some.Settings() with { Cap = new(CapMode.ConnectedCalls, 1), LeadGoal = 1 };
        foreach (
            var held in new[]
            {
                Facts with
                {
                    LeadCap = new(1, 0),
                },
                Facts with
                {
                    Quotas = [new("Germany", 1, 1, 0)],
                },
                Facts with
                {
                    Goal = new(1, 0, 1),
                },
                Facts with
                {
                    InCall = true,
                },
            }
        )
        {
            Assert.False(GateChain.Judge(held, campaign, Now).IsOpen);
            Assert.Equal(Now.AddMinutes(1), GateChain.NextOpen(held, campaign, Now));
        }

        foreach (
            var used in new[]
            {
                Facts with
                {
                    LeadCap = new(0, 1),
                },
                Facts with
                {
                    Quotas = [new("Germany", 1, 0, 1)],
                },
                Facts with
                {
                    Goal = new(1, 1, 0),
                },
            }
        )
            Assert.Null(GateChain.NextOpen(used, campaign, Now));
    }

    [Fact]
    public void A_moment_is_told_however_far_ahead_it_lies()
    {
        DateOnly[] closed = [.. Enumerable.Range(0, 100).Select(n => new DateOnly(2026, 6, 1).AddDays(n))];
        var campaign = Some.Settings(window: new([1, 2, 3, 4, 5], new(9, 0), new(17, 0))) with
        {
            Compliance = EffectiveCompliance.Of([], new ComplianceRules { ClosedDates = closed }),
        };
        Assert.Equal(("later", new DateTimeOffset(2026, 9, 9, 13, 0, 0, TimeSpan.Zero)), Told(campaign, Facts));
    }

    [Theory]
    [InlineData("America/New_York", 3, 5, "in common")]
    [InlineData("America/New_York|Asia/Kolkata", 9, 17, "different zones")]
    public void What_never_opens_says_why(string clocks, int from, int until, string why)
    {
        var law = EffectiveCompliance.Of([Jurisdictions.Find("us_tsr_fcc")!], new());
        var campaign = Some.Settings(window: new([1, 2, 3, 4, 5], new(from, 0), new(until, 0))) with { Compliance = law };
        var facts = Facts with { TimeZone = clocks };
        Assert.Equal(("never", (DateTimeOffset?)null), Told(campaign, facts));
        Assert.Contains(why, Window(campaign, facts).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DialMode.Progressive, "", MissingAgents.NoneAssigned)]
    [InlineData(DialMode.Agentless, "", null)]
    [InlineData(DialMode.Progressive, "offline offline", MissingAgents.NoneSignedIn)]
    [InlineData(DialMode.Progressive, "offline break", MissingAgents.NoneAvailable)]
    [InlineData(DialMode.Progressive, "on_call break", MissingAgents.NoneAvailable)]
    [InlineData(DialMode.Predictive, "on_call break", null)]
    [InlineData(DialMode.Predictive, "break", MissingAgents.NoneAvailable)]
    public void Who_would_find_nobody_is_told_which_agents_are_missing(string mode, string team, string? missing)
    {
        var queue = new QueueState(Some.Settings() with { DialMode = mode }, CampaignStatus.Active);
        QueueAgent[] agents =
        [
            .. team.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select((status, n) => new QueueAgent(Some.Id(n), "Ann", status, Now, null)),
        ];
        Assert.Equal(missing, queue.AgentsMissing(agents));
        queue.OnAgentAvailable(new(Some.Id(50), "Bob", Now, "leg"));
        Assert.Null(queue.AgentsMissing(agents));
    }

    private static (string, DateTimeOffset?) Told(CampaignSettings campaign, GateFacts facts) =>
        (Window(campaign, facts).Verdict, GateChain.NextOpen(facts, campaign, Now));

    private static WhyGate Window(CampaignSettings campaign, GateFacts facts) =>
        WhyRows
            .Tell(facts with { Status = EntryStatus.Queued }, "Ann", [], campaign, CampaignStatus.Active, null, Now)
            .Gates.Single(g => g.Name == "calling_window");
}
