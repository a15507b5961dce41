using Pivotal.ClusterTests.Dialer;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.Simulator.Telnyx;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Agents;

public sealed class MissedCallTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Who_misses_as_many_calls_in_a_row_as_the_rules_say_is_sent_on_a_break_and_told_why_and_can_come_back()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.Numbers("290", 2));
        await WhyTests.Rules(centre, new CampaignRules { Agents = new AgentRules { MissedCalls = 2 } });
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await Eventually.Holds(() => Task.FromResult(carrier.Control.Stats().AgentLegsAlive == 1), "the standing leg is up");

        // His phone is gone and the carrier cannot reach it: calls that are offered to him cannot come together.
        carrier.Control.Faults = new FaultKnobs { Api429 = 1 };
        Assert.True(carrier.Control.HangUpByCallee(carrier.Control.Calls().Single().CallControlId));
        await Eventually.Holds(() => Task.FromResult(carrier.Control.Stats().AgentLegsAlive == 0), "the leg is gone");
        await Missed();
        Assert.Equal(AgentStatus.Available, (await centre.Agent(world, agent).Get()).Status);
        await Missed();
        await Eventually.Holds(
            async () => await centre.Agent(world, agent).Get() is { Status: AgentStatus.Break, Notice.Kind: AgentReason.MissedCalls },
            "the agent is on a break"
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select status || ' ' || reason from agent_states where agent_id = @agent", new { agent })
                == "break missed_calls",
            "the break is stored"
        );
        Assert.Equal(
            1,
            await centre.Scalar<long>(
                "select count(*) from agent_state_log where agent_id = @agent and status = 'break' and reason = 'missed_calls'",
                new { agent }
            )
        );
        carrier.Control.Faults = new FaultKnobs();
        await centre.Start(world);
        Assert.All((await centre.Queue(world).Snapshot()).Agents, a => Assert.Equal(AgentStatus.Break, a.Status));
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts"));

        // Back at work he gets a call at once; what was missed before counts no more.
        await centre.SignOn(world);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");

        Task Missed() =>
            Eventually.Holds(
                async () =>
                    !await centre
                        .Agent(world, agent)
                        .Offer(
                            new(
                                Ids.New(),
                                centre.CampaignId,
                                "Spring",
                                CallStatus.Answered,
                                TimeProvider.System.GetUtcNow(),
                                null,
                                null,
                                "+12905550100",
                                "America/New_York",
                                new(centre.Contacts[0], "Person", "Person", null, "p@example.com", null, null, null, null),
                                null,
                                "",
                                [],
                                1,
                                "leg"
                            )
                        ),
                "a call is missed"
            );
    }
}
