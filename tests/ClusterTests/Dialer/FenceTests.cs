using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>
/// Every grain twice: two hosts on one database that know nothing of each other, as for a moment after a wrong guess about who is alive.
/// The rows have one owner, the other's activation ends, and the carrier's own record says that nobody was dialled twice.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FenceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_queue_that_lost_its_fence_dials_nobody_more_and_ends_while_the_other_goes_on()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 4, CallCentre.Numbers("290", 30))
        );
        var (carrier, first, second, centre) = hosts;
        await centre.Start(first);
        // An agent who is gone when the person answers: the first dials once and keeps claimed contacts in its memory.
        await centre.Queue(first).AgentAvailable(Free(centre.Agents[0]));
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select outcome from call_attempts") == Outcome.Abandoned,
            "the first queue has dialled"
        );
        await centre.Queue(first).AgentAvailable(Free(centre.Agents[0]));
        await centre.Queue(first).AgentUnavailable(centre.Agents[0]);
        Assert.Equal(1, await Epoch(centre));

        await centre.Queue(second).Refresh();
        Assert.Equal(2, await Epoch(centre));
        // Whoever reads the row from now on dials nobody of himself; only the first, which has lost its fence, still knows contacts and would.
        await centre.Tenant.In(s => s.Execute("update campaigns set dial_mode = 'manual'"));
        var dials = carrier.Control.Stats().Dials;
        foreach (var agent in centre.Agents)
            await Try(() => centre.Queue(first).AgentAvailable(Free(agent)));
        await Eventually.Holds(
            async () =>
            {
                await Try(() => centre.Queue(first).Snapshot());
                return await Epoch(centre) > 2;
            },
            "the first activation ends: asked again, a new one takes the fence"
        );
        Assert.Equal(dials, carrier.Control.Stats().Dials);
        await centre.Tenant.In(s => s.Execute("update campaigns set dial_mode = 'progressive'"));

        // Agents who were woken in the first have taken their own fence with them, and nobody wakes one there any more.
        foreach (var agent in centre.Agents)
            await centre.Agent(first, agent).Get();
        // Now the second queue is the one that does not know it yet, and all agents announce themselves to it.
        foreach (var agent in centre.Agents)
            await Eventually.Holds(() => Try(() => centre.SignOn(second, agent)), "the agent is there");
        using var stop = new CancellationTokenSource();
        var work = centre.Agents.Select(a => centre.Work(second, a, _ => Disposition.Connected, hangUp: true, stop.Token)).ToArray();
        await Eventually.Holds(
            async () =>
            {
                foreach (var ended in work.Where(w => w.IsCompleted))
                    await ended;
                return await centre.Scalar<long>(
                        "select count(*) from queue_entries where attempts = 0 or status not in ('done', 'queued')"
                    ) == 0;
            },
            "everybody is called",
            120,
            async () =>
                $"{await centre.Attempts("ended_at is null")}\n{await centre.Rows("queue_entries", "attempts = 0 or status not in ('done', 'queued')")}\n{await centre.Rows("agent_states", "true")}\n{await centre.Queue(first).Snapshot()}\n{await centre.Queue(second).Snapshot()}"
        );
        await stop.CancelAsync();
        await Task.WhenAll(work);
        AssertOnce(carrier, 30);
    }

    [Fact]
    public async Task Agents_who_announced_themselves_to_an_activation_that_was_replaced_get_their_calls_from_the_next()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 3, CallCentre.Numbers("290", 3));
        await centre.Tenant.In(s => s.Execute("update campaigns set dial_mode = 'manual'"));
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(() => Task.FromResult(carrier.Control.Stats().AgentLegsAlive == 3), "the standing legs are up");
        await centre.Tenant.In(s => s.Execute("update campaigns set epoch = epoch + 1, dial_mode = 'progressive'"));
        // Nobody says a word to the queue; the agents have said all they had to say.
        await Eventually.Holds(
            async () =>
                (await Task.WhenAll(centre.Agents.Select(a => centre.Agent(world, a).Get()))).All(v =>
                    v.Call?.Status == CallStatus.Bridged
                ),
            "everybody talks"
        );
        Assert.True(await Epoch(centre) > 2);
        AssertOnce(carrier, 3);
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Two_queues_that_take_the_fence_from_each_other_again_and_again_dial_nobody_twice()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 6, CallCentre.Numbers("299", 100), wrapUpSeconds: 1)
        );
        var (carrier, first, second, centre) = hosts;
        await centre.SignOn(first);
        await centre.Start(first);
        for (var round = 0; round < 30; round++)
        {
            var (winner, loser) = round % 2 == 0 ? (second, first) : (first, second);
            await Task.WhenAll(Try(() => centre.Queue(winner).Refresh()), Try(() => centre.Queue(loser).Refresh()));
            // Both are given the same free agents.
            await Task.WhenAll(
                centre.Agents.SelectMany(
                    _ => (DialerWorld[])[winner, loser],
                    (agent, world) => Try(() => centre.Queue(world).AgentAvailable(Free(agent)))
                )
            );
            await Task.Delay(100, CancellationToken.None);
        }

        Assert.True(await Epoch(centre) > 10, "the fence changed hands");
        // The wrong guess ends as it does: one of the two is gone. As long as both live, each one's agents and calls wake its own queue, and who wins when is chance.
        await first.Kill();
        await Eventually.NothingIsLeft(
            async () =>
            {
                foreach (var agent in centre.Agents)
                    await Try(() => centre.Agent(second, agent).SetStatus(AgentStatus.Available, null, agent));
                // Whose line was taken back before it was answered rests, and the attempt does not count; he was dialled all the same.
                return await centre.Scalar<long>("select count(*) from queue_entries where attempts = 0 and last_outcome is null");
            },
            "the winner calls everybody",
            detail: async () =>
                $"{await centre.Attempts("ended_at is null")}\n{await centre.Rows("queue_entries", "attempts = 0 and last_outcome is null")}\n{await centre.Rows("agent_states", "true")}\n{await centre.Queue(second).Snapshot()}"
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is null") == 0,
            "no call hangs",
            90,
            () => centre.Attempts("ended_at is null")
        );
        foreach (var n in carrier.Control.Numbers().Where(n => n.Number.StartsWith('+')))
            Assert.True(
                n.Dials == 1 && n.MostAtOnce == 1,
                $"{n}\n{await centre.Attempts($"phone_e164 = '{n.Number}'")}\n{await centre.Rows("queue_entries", $"phone_e164 = '{n.Number}'")}"
            );
    }

    [Fact]
    public async Task A_call_with_two_activations_ends_as_the_carrier_said_and_no_event_is_lost_on_the_one_that_was_replaced()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1))
        );
        var (carrier, first, second, centre) = hosts;
        await TakenOver(centre, first, second);
        // The carrier reports to the first, which dialled.
        Assert.True(carrier.Control.HangUpByCallee(carrier.Control.Calls().Single(c => c.To.StartsWith('+')).CallControlId));
        await Eventually.Holds(
            async () => await centre.Scalar<DateTimeOffset?>("select ended_at from call_attempts") is not null,
            "the call ends"
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from carrier_inbox where handled_at is null") == 0,
            "every event has its effect",
            60
        );
        Assert.Equal(
            (Outcome.Connected, true),
            await centre.Tenant.In(s =>
                s.QuerySingle("select outcome, hangup_cause <> 'lost' from call_attempts", null, r => (r.GetString(0), r.GetBoolean(1)))
            )
        );
        AssertOnce(carrier, 1);
    }

    [Fact]
    public async Task A_call_whose_last_owner_died_is_ended_by_the_activation_that_it_had_replaced()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1))
        );
        var (carrier, first, second, centre) = hosts;
        await TakenOver(centre, first, second);
        // The first took it back, which the second cannot know, and died. It is also where the carrier reports, so that nobody hears of the end; the second has to ask.
        await centre.Tenant.In(s => s.Execute("update call_attempts set epoch = epoch + 1"));
        await first.Kill();
        Assert.True(carrier.Control.HangUpByCallee(carrier.Control.Calls().Single(c => c.To.StartsWith('+')).CallControlId));
        await Eventually.Holds(
            async () => await centre.Scalar<DateTimeOffset?>("select ended_at from call_attempts") is not null,
            "the call ends"
        );
        Assert.Equal(4, await centre.Scalar<long>("select epoch from call_attempts"));
    }

    [Fact]
    public async Task An_agent_with_two_activations_has_one_leg_and_the_older_one_stores_nothing()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2))
        );
        var (carrier, first, second, centre) = hosts;
        var agent = centre.Agents[0];
        await centre.SignOn(first);
        await Eventually.Holds(() => Task.FromResult(carrier.Control.Stats().AgentLegsAlive == 1), "the standing leg is up");
        await Eventually.Holds(async () => await centre.Scalar<string>("select leg_id from agent_states") is not null, "and stored");
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from carrier_inbox where event_type ilike '%answered'") >= 1,
            "and the agent has heard of it"
        );
        // Everything that is to be stored is stored now, so the next write is the one that is refused.
        await centre.Agent(first, agent).SetStatus(AgentStatus.Break, "tea", agent);
        await centre.SignOn(first);
        Assert.Equal(AgentStatus.Available, (await centre.Agent(second, agent).Get()).Status);

        await Assert.ThrowsAsync<FenceLostException>(() => centre.Agent(first, agent).SetStatus(AgentStatus.Break, "lunch", agent));
        Assert.Equal(AgentStatus.Available, await centre.Scalar<string>("select status from agent_states"));
        // What was on its way to the first may have made a new activation there meanwhile, which took the row again: then these two lose it to each other once more.
        await Eventually.Holds(
            () => Try(() => centre.Agent(second, agent).SetStatus(AgentStatus.Break, "lunch", agent)),
            "the second has the row"
        );
        await Eventually.Holds(
            () => Try(() => centre.Agent(first, agent).SetStatus(AgentStatus.Break, "lunch", agent)),
            "the first's activation is gone, and a new one reads the row"
        );
        Assert.Equal(AgentStatus.Break, (await centre.Agent(first, agent).Get()).Status);
        Assert.Equal(1, carrier.Control.Stats().AgentLegs);
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from agent_state_log where reason = 'lunch'"));
    }

    [Fact]
    public async Task A_call_that_the_other_activation_has_disposed_of_is_no_answer_of_the_one_that_was_replaced()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1), wrapUpSeconds: 600)
        );
        var (_, first, second, centre) = hosts;
        var (agent, call) = await Wraps(centre, first);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<bool>("select s.status = 'wrap_up' and a.ended_at is not null from agent_states s, call_attempts a"),
            "and is stored"
        );
        Assert.Equal(AgentStatus.Available, (await centre.Dispose(second, agent, call, Disposition.Qualified)).Value!.Status);

        Assert.Equal(AgentStatus.WrapUp, (await centre.Agent(first, agent).Get()).Status);
        await Assert.ThrowsAsync<FenceLostException>(() => centre.Dispose(first, agent, call, Disposition.Qualified));
        await Eventually.Holds(
            async () => (await centre.Agent(first, agent).Get()).Status == AgentStatus.Available,
            "a new activation reads the row"
        );
    }

    [Fact]
    public async Task An_agent_whom_nobody_told_of_the_end_of_his_call_comes_to_know()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1), wrapUpSeconds: 600)
        );
        var (_, first, _, centre) = hosts;
        await centre.SignOn(first);
        await centre.Start(first);
        var call = await Talks(centre, first, centre.Agents[0]);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select status from call_attempts") == CallStatus.Bridged,
            "the bridge is stored"
        );
        // As another activation of the call would have stored it, which died before it told anybody.
        await centre.Tenant.In(s =>
            s.Execute(
                "update call_attempts set status = 'ended', outcome = 'connected', ended_at = now(), epoch = epoch + 1 where id = @call",
                new { call }
            )
        );
        await Eventually.Holds(
            async () =>
                await centre.Agent(first, centre.Agents[0]).Get() is { Status: AgentStatus.WrapUp } view && view.Call?.CallId == call,
            "the agent's call is over"
        );
    }

    [Fact]
    public async Task An_agent_whose_disposition_is_stored_and_was_not_answered_goes_on_when_he_disposes_again()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1), wrapUpSeconds: 600)
        );
        var (_, first, _, centre) = hosts;
        var (agent, call) = await Wraps(centre, first);
        // The commit arrived, its answer did not.
        await centre.Tenant.In(s =>
            s.Execute(
                "update call_attempts set disposition = 'connected', disposed_at = now(), disposed_by = agent_id where id = @call",
                new { call }
            )
        );
        Assert.Equal("calls.already_disposed", (await centre.Dispose(first, agent, call, Disposition.Qualified)).Refusals.Single().Code);
        Assert.Equal(AgentStatus.WrapUp, (await centre.Agent(first, agent).Get()).Status);
        Assert.Equal(AgentStatus.Available, (await centre.Dispose(first, agent, call, Disposition.Connected)).Value!.Status);
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task A_cap_with_two_activations_is_never_exceeded()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1), perAccount: 1, cap: (CapMode.ConnectedCalls, 1))
        );
        var (carrier, first, second, centre) = hosts;
        ILeadCapGrain Cap(DialerWorld world)
        {
            CallerTenant.Set(centre.Tenant.Id);
            return world.Grains.LeadCap(centre.Tenant.Id, centre.CampaignId, centre.Accounts[0]);
        }

        var (held, next) = (Ids.New(), Ids.New());
        Assert.True((await Cap(first).Reserve(held, 1, TimeSpan.FromHours(1))).Granted);
        Assert.True((await Cap(second).Release(held)).Granted);
        Assert.True((await Cap(second).Reserve(next, 1, TimeSpan.FromHours(1))).Granted);
        // In the first one's memory the place is still held, and a commit of it would need no more room.
        await Assert.ThrowsAsync<FenceLostException>(() => Cap(first).Commit(held, 1));
        Assert.False((await Cap(first).Commit(held, 1)).Granted);
        Assert.True((await Cap(first).Commit(next, 1)).Granted);

        // And in a crowd: whoever was told yes holds a place, and there are no more of them than places.
        const int places = 5;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async n =>
                {
                    var mine = Ids.New();
                    try
                    {
                        return (mine, (await Cap(n % 2 == 0 ? first : second).Reserve(mine, places, TimeSpan.FromHours(1))).Granted);
                    }
                    catch (FenceLostException)
                    {
                        return (mine, false);
                    }
                })
        );
        var granted = answers.Where(a => a.Item2).Select(a => a.mine).ToArray();
        var stored = await centre.Tenant.In(s =>
            s.Query("select ref_id from cap_reservations where state <> 'released'", null, r => r.GetGuid(0))
        );
        Assert.InRange(stored.Count, 1, places);
        Assert.Empty(granted.Except(stored));
    }

    [Fact]
    public async Task A_lead_with_two_activations_is_published_once()
    {
        await using var hosts = await TwoHosts.Open(
            postgres.Database,
            CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1))
        );
        var (carrier, first, second, centre) = hosts;
        var (agent, call) = await Wraps(centre, first);
        Assert.Empty((await centre.Dispose(first, agent, call, Disposition.Qualified)).Refusals);
        var id = await centre.Scalar<Guid>("select id from leads");
        GrainInterfaces.Leads.ILeadGrain Lead(DialerWorld world)
        {
            CallerTenant.Set(centre.Tenant.Id);
            return world.Grains.Lead(centre.Tenant.Id, id);
        }

        await centre.Tenant.In(s => s.Execute("update leads set status = 'approved'"));
        // Both activations have read that it is approved.
        Assert.Equal("leads.illegal_move", (await Lead(first).StartReview(agent)).Refusals.Single().Code);
        Assert.Equal("leads.illegal_move", (await Lead(second).StartReview(agent)).Refusals.Single().Code);
        var both = await Task.WhenAll(Lead(first).Publish(agent), Lead(second).Publish(agent));
        Assert.Equal("leads.moved", both[0].Refusals.Single().Code);
        Assert.Equal("published", both[1].Value!.Status);
        Assert.Equal("leads.illegal_move", (await Lead(first).Publish(agent)).Refusals.Single().Code);
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from audit_log where action = 'lead.published'"));
    }

    /// <summary>The first dialled and connected the call; then the second read its row and has it.</summary>
    private static async Task TakenOver(CallCentre centre, DialerWorld first, DialerWorld second)
    {
        await centre.SignOn(first);
        await centre.Start(first);
        var call = await Talks(centre, first, centre.Agents[0]);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select status from call_attempts") == CallStatus.Bridged,
            "the bridge is stored"
        );
        CallerTenant.Set(centre.Tenant.Id);
        await second.Grains.Call(centre.Tenant.Id, call).Reconcile();
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select epoch from call_attempts") == 2,
            "the second activation has the call"
        );
    }

    private static async Task<Guid> Talks(CallCentre centre, DialerWorld world, Guid agent)
    {
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        return (await centre.Agent(world, agent).Get()).Call!.CallId;
    }

    /// <summary>The first agent has talked, and has the call to dispose of.</summary>
    private static async Task<(Guid Agent, Guid Call)> Wraps(CallCentre centre, DialerWorld world)
    {
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        var call = await Talks(centre, world, agent);
        await centre.Agent(world, agent).HangUp(call);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Status == AgentStatus.WrapUp, "the call ends");
        return (agent, call);
    }

    private static IdleAgent Free(Guid agent) => new(agent, "", TimeProvider.System.GetUtcNow(), null);

    private static Task<long> Epoch(CallCentre centre) => centre.Scalar<long>("select epoch from campaigns");

    private static void AssertOnce(RunningSimulator carrier, int people)
    {
        var dialled = carrier.Control.Numbers().Where(n => n.Number.StartsWith('+')).ToList();
        Assert.Equal(people, dialled.Count);
        Assert.All(dialled, n => Assert.True(n.Dials == 1 && n.MostAtOnce == 1, $"{n}"));
    }

    /// <returns>false: the other was faster</returns>
    private static async Task<bool> Try(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (FenceLostException)
        {
            return false;
        }
    }
}
