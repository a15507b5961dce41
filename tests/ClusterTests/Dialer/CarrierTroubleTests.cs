using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Shared;
using Pivotal.Simulator.Telnyx;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

[Collection(nameof(Alone))]
public sealed class CarrierTroubleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Doubled_late_reordered_and_lost_events_lead_to_no_double_dial_and_leave_nobody_stuck()
    {
        await using var carrier = await DialerWorld.Carrier(o =>
            o.Faults = new FaultKnobs
            {
                Duplicate = 0.2,
                Reorder = 0.2,
                ReorderMilliseconds = 400,
                Delay = 0.1,
                DelayMilliseconds = 1500,
                Drop = 0.05,
                LostHangup = 0.1,
                Api5xx = 0.05,
                Api5xxAfterDial = 0.05,
            }
        );
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 6, CallCentre.AnyNumbers(80), ringTimeout: 15);
        await centre.SignOn(world);
        await centre.Start(world);
        using var stop = new CancellationTokenSource();
        var work = centre.Agents.Select(a => centre.Work(world, a, _ => Disposition.Connected, hangUp: true, stop.Token)).ToArray();
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where attempts = 0") == 0,
            "everybody was called",
            240
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is null") == 0,
            "no call hangs",
            90,
            () => centre.Attempts("ended_at is null")
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where status in ('claimed', 'in_progress')") == 0,
            "no entry hangs",
            30
        );
        await Eventually.Holds(
            async () =>
                (await Task.WhenAll(centre.Agents.Select(a => centre.Agent(world, a).Get()))).All(v => v.Status == AgentStatus.Available),
            "every agent is free again",
            30
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from carrier_inbox where handled_at is null") == 0,
            "every event has its effect",
            60
        );
        await stop.CancelAsync();
        await Task.WhenAll(work);

        Assert.Equal(1, carrier.Control.Stats().MostAtOncePerNumber);
        Assert.All(carrier.Control.Numbers().Where(n => n.Number.StartsWith('+')), n => Assert.Equal(1, n.Dials));
        Assert.Equal(
            0,
            await centre.Scalar<long>(
                "select count(*) from (select agent_id from call_attempts where bridged_at is not null group by agent_id, bridged_at having count(*) > 1) as doubled"
            )
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where outcome is null"));
    }

    [Theory]
    [InlineData("rate_limited")]
    [InlineData("carrier_unavailable")]
    public async Task A_carrier_that_takes_no_dials_slows_the_campaign_and_costs_no_attempts(string reason)
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("290", 4), ringTimeout: 15, maxAttempts: 1);
        // One call a day and one ever: a refusal that counted would be the last call.
        await WhyTests.Rules(
            centre,
            new CampaignRules
            {
                Recycle = new RecycleRules
                {
                    Caps = new AttemptCaps { Contact = new(1, 1, 1), Phone = new(1, 1, 1) },
                },
            }
        );
        await centre.SignOn(world);
        await Eventually.Holds(() => Task.FromResult(carrier.Control.Stats().AgentLegsAlive == 2), "the standing legs are up");
        carrier.Control.Faults = reason == "rate_limited" ? new FaultKnobs { Api429 = 1 } : new FaultKnobs { Api5xx = 1 };
        await centre.Start(world);
        await Eventually.Holds(async () => (await centre.Queue(world).Snapshot()).IdleReason == reason, "the reason is shown");
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'cancelled' and dialed_at is null") >= 2,
            "dials are refused",
            90,
            () => centre.Attempts("true")
        );
        Assert.Equal(0, carrier.Control.Stats().Dials);
        // Two agents, two dials, and then a pause: not one contact after the other.
        Assert.True(await centre.Scalar<long>("select count(*) from call_attempts") < 20);

        carrier.Control.Faults = new FaultKnobs();
        await Eventually.Holds(
            async () => (await centre.Queue(world).Snapshot()).Calls.Count(c => c.AgentId is not null) == 2,
            "the campaign goes on",
            90,
            () => centre.Attempts("true")
        );
        Assert.Equal(1, await centre.Scalar<int>("select max(attempts) from queue_entries"));
        Assert.Equal(2, await centre.Scalar<long>("select sum(attempts) from queue_entries"));
        Assert.Equal(2, carrier.Control.Stats().Dials);
    }

    [Fact]
    public async Task A_standing_leg_that_is_lost_is_dialled_again_and_calls_wait_for_it()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2));
        await centre.SignOn(world);
        await Eventually.Holds(() => Task.FromResult(carrier.Control.Stats().AgentLegsAlive == 1), "the standing leg is up");
        Assert.True(carrier.Control.HangUpByCallee(carrier.Control.Calls().Single().CallControlId));
        await Eventually.Holds(
            () => Task.FromResult(carrier.Control.Stats() is { AgentLegs: 2, AgentLegsAlive: 1 }),
            "it is dialled again"
        );
        await centre.Start(world);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Call?.Status == CallStatus.Bridged,
            "the agent talks"
        );
        Assert.Equal(2, carrier.Control.Stats().AgentLegs);
    }

    [Fact]
    public async Task A_webhook_sent_again_changes_nothing()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1));
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Call?.Status == CallStatus.Bridged,
            "the agent talks"
        );
        var call = (await centre.Agent(world, centre.Agents[0]).Get()).Call!;
        await centre.Agent(world, centre.Agents[0]).HangUp(call.CallId);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Status == AgentStatus.WrapUp,
            "the call ends"
        );
        await Eventually.Holds(() => Task.FromResult(carrier.Control.Events().All(e => e.Taken)), "every event has arrived");
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from carrier_inbox where handled_at is null") == 0,
            "every event has its effect"
        );
        var (rows, state) = (await centre.Scalar<long>("select count(*) from carrier_inbox"), await State());
        foreach (var sent in carrier.Control.Events())
            Assert.Equal(200, await carrier.Control.Replay(sent.EventId));
        Assert.Equal((rows, state), (await centre.Scalar<long>("select count(*) from carrier_inbox"), await State()));
        Assert.Equal(AgentStatus.WrapUp, (await centre.Agent(world, centre.Agents[0]).Get()).Status);

        Task<string?> State() => centre.Scalar<string>("select row_to_json(a)::text from call_attempts a");
    }
}
