using Pivotal.ClusterTests.Dialer;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Calls;

public sealed class LiveCallTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Two_agents_get_a_live_call_each_and_the_one_idle_longest_gets_the_next()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("290", 6));
        await centre.SignOn(world);
        await centre.Start(world);

        foreach (var agent in centre.Agents)
            await Eventually.Holds(
                async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged,
                "both agents talk"
            );
        Assert.Equal(2, carrier.Control.Calls().Count(c => c.To.StartsWith("+1", StringComparison.Ordinal)));

        var second = (await centre.Agent(world, centre.Agents[1]).Get()).Call!;
        Assert.Equal("Person", second.Contact.FirstName);
        Assert.Empty((await centre.Agent(world, centre.Agents[1]).HangUp(second.CallId)).Refusals);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[1]).Get()).Status == AgentStatus.WrapUp,
            "the call ends"
        );
        Assert.Empty((await centre.Dispose(world, centre.Agents[1], second.CallId, Disposition.Connected)).Refusals);

        await Eventually.Holds(
            async () =>
                (await centre.Agent(world, centre.Agents[1]).Get()).Call is { Status: CallStatus.Bridged } next
                && next.CallId != second.CallId,
            "the next call comes"
        );
        Assert.Equal(
            Outcome.Connected,
            await centre.Scalar<string>("select outcome from call_attempts where id = @id", new { id = second.CallId })
        );
        var snapshot = await centre.Queue(world).Snapshot();
        Assert.Equal(2, snapshot.Calls.Count(c => c.AgentId is not null));
        Assert.Equal(2, snapshot.Agents.Count(a => a.Status == AgentStatus.OnCall));
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task However_many_answer_at_once_exactly_those_idle_longest_are_chosen_each_for_one_call()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1));
        var began = TimeProvider.System.GetUtcNow().AddHours(-1);
        var team = Enumerable.Range(0, 60).Select(n => new IdleAgent(Ids.New(), "", began.AddSeconds(n), null)).ToList();
        // Announced in any order; twenty more, who came last, while people answer already.
        await Task.WhenAll(team.Take(40).OrderBy(a => a.AgentId.GetHashCode()).Select(a => centre.Queue(world).AgentAvailable(a)));
        var answered = Enumerable.Range(0, 25).Select(_ => centre.Queue(world).Route(Ids.New())).ToList();
        await Task.WhenAll(team.Skip(40).Select(a => centre.Queue(world).AgentAvailable(a)));
        var chosen = (await Task.WhenAll(answered)).Select(r => r.AgentId!.Value).ToList();
        Assert.Equal(team.Take(25).Select(a => a.AgentId).Order(), chosen.Order());
        // One after the other they come in the very order.
        foreach (var next in team.Skip(25).Take(10))
            Assert.Equal(next.AgentId, (await centre.Queue(world).Route(Ids.New())).AgentId);
    }

    [Fact]
    public async Task Who_hangs_up_before_detection_could_tell_has_hung_up_and_is_neither_answered_nor_abandoned()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("396", 1));
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>(
                    "select last_outcome from queue_entries where status = 'queued' and reason = 'retry_later' and attempts = 1"
                ) == Outcome.HungUp,
            "he is called again later",
            detail: () => centre.Attempts("true")
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<bool>(
                    "select outcome = 'hung_up' and answered_at is not null and bridged_at is null and amd_result is null from call_attempts"
                ),
            "the call's row says so",
            detail: () => centre.Attempts("true")
        );
        await Eventually.Holds(async () => (await centre.Queue(world).Snapshot()).Today.Dials == 1, "the call is counted");
        var snapshot = await centre.Queue(world).Snapshot();
        Assert.Equal((0, 0, 0, 0), (snapshot.Today.Answered, snapshot.Today.Abandoned, snapshot.Pace.Answered, snapshot.Pace.Abandoned));
        Assert.Equal(AgentStatus.Available, (await centre.Agent(world, centre.Agents[0]).Get()).Status);
    }

    [Fact]
    public async Task Power_dials_two_lines_for_one_agent_and_whom_nobody_is_there_for_counts_as_abandoned()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2));
        await centre.Tenant.In(s => s.Execute("update campaigns set dial_mode = 'power', power_ratio = 2"));
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'abandoned'") == 1,
            "the second person waits and is let go"
        );
        Assert.Equal(CallStatus.Bridged, (await centre.Agent(world, centre.Agents[0]).Get()).Call?.Status);
        var pace = (await centre.Queue(world).Snapshot()).Pace;
        Assert.Equal((DialMode.Power, 2, 1), (pace.Mode, pace.Answered, pace.Abandoned));
    }

    [Fact]
    public async Task A_line_that_rings_for_an_agent_who_goes_on_a_break_is_cut_and_its_number_rests()
    {
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 1);
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("293", 1), ringTimeout: 60);
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where status = 'ringing'") == 1,
            "it rings"
        );
        Assert.Empty((await centre.Agent(world, centre.Agents[0]).SetStatus(AgentStatus.Break, "tea", centre.Agents[0])).Refusals);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select outcome from call_attempts") == Outcome.Cancelled,
            "the line is cut"
        );
        Assert.True(
            await centre.Scalar<bool>("select ended_at - dialed_at < interval '20 seconds' from call_attempts"),
            "long before it would have rung out"
        );
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select status from queue_entries") == EntryStatus.Queued,
            "the entry goes back"
        );
        Assert.Equal(
            (EntryReason.Retry, 0),
            await centre.Tenant.In(s =>
                s.QuerySingle("select reason, attempts from queue_entries", null, r => (r.GetString(0), r.GetInt32(1)))
            )
        );
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task The_same_disposition_twice_is_one_lead_and_another_one_is_refused()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1));
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        var call = (await centre.Agent(world, agent).Get()).Call!.CallId;
        Assert.Equal("calls.still_running", (await centre.Dispose(world, agent, call, Disposition.Qualified)).Refusals.Single().Code);
        await centre.Agent(world, agent).HangUp(call);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Status == AgentStatus.WrapUp, "the call ends");

        Assert.Equal(
            "calls.callback_in_past",
            (await centre.Dispose(world, agent, call, Disposition.CallbackRequested)).Refusals.Single().Code
        );
        var first = await centre.Dispose(world, agent, call, Disposition.Qualified);
        var again = await centre.Dispose(world, agent, call, Disposition.Qualified);
        Assert.Equal(AgentStatus.Available, first.Value!.Status);
        Assert.Empty(again.Refusals);
        Assert.Equal("calls.already_disposed", (await centre.Dispose(world, agent, call, Disposition.DncRequest)).Refusals.Single().Code);
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from leads"));
        Assert.Equal(
            ("new", call),
            await centre.Tenant.In(s => s.QuerySingle("select status, attempt_id from leads", null, r => (r.GetString(0), r.GetGuid(1))))
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from suppressions"));
        Assert.Equal("done", await centre.Scalar<string>("select status from queue_entries"));
    }

    [Theory]
    [InlineData("291", Outcome.Voicemail, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData("292", Outcome.Busy, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData("293", Outcome.NoAnswer, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData("294", Outcome.Fax, EntryStatus.Removed, EntryReason.Fax)]
    [InlineData("295", Outcome.InvalidNumber, EntryStatus.Removed, EntryReason.InvalidNumber)]
    public async Task What_is_no_person_never_reaches_an_agent(string area, string outcome, string status, string reason)
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers(area, 1), ringTimeout: 15);
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select outcome from call_attempts") == outcome,
            $"the call ends as {outcome}"
        );
        await Eventually.Holds(async () => await centre.Scalar<string>("select status from queue_entries") == status, "the entry moves");
        Assert.Equal(
            (reason, 1),
            await centre.Tenant.In(s =>
                s.QuerySingle("select reason, attempts from queue_entries", null, r => (r.GetString(0), r.GetInt32(1)))
            )
        );
        Assert.Equal(0, (await centre.Agent(world, centre.Agents[0]).Get()).Today.Calls);
    }

    [Fact]
    public async Task A_hang_up_the_carrier_never_reports_does_not_keep_the_agent()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("298", 1));
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Call?.Status == CallStatus.Bridged,
            "the agent talks"
        );
        Assert.True(
            carrier.Control.HangUpByCallee(
                carrier.Control.Calls().Single(c => c.To.StartsWith("+1", StringComparison.Ordinal)).CallControlId
            )
        );
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Status == AgentStatus.WrapUp,
            "the lost hang-up is found"
        );
    }

    [Fact]
    public async Task A_draining_campaign_dials_nobody_new_and_completes_when_the_last_call_is_disposed_of()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 3));
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        var call = (await centre.Agent(world, agent).Get()).Call!.CallId;
        Assert.Equal(CampaignStatus.Draining, (await centre.Queue(world).Drain(agent)).Value!.Status);
        await centre.Agent(world, agent).HangUp(call);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Status == AgentStatus.WrapUp, "the call ends");
        Assert.Equal(CampaignStatus.Draining, (await centre.Queue(world).Snapshot()).Status);
        await centre.Dispose(world, agent, call, Disposition.Connected);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select status from campaigns") == CampaignStatus.Completed,
            "the campaign completes"
        );
        Assert.Equal(1, carrier.Control.Stats().Dials);
        Assert.Equal("campaigns.illegal_move", (await centre.Queue(world).Start(agent)).Refusals.Single().Code);
    }

    [Fact]
    public async Task Wrap_up_ends_by_itself_at_its_limit()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2), wrapUpSeconds: 1);
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        var call = (await centre.Agent(world, agent).Get()).Call!.CallId;
        await centre.Agent(world, agent).HangUp(call);
        await Eventually.Holds(
            async () => (await centre.Agent(world, agent).Get()).Call is { Status: CallStatus.Bridged } next && next.CallId != call,
            "the next call comes without a click"
        );
        Assert.Empty((await centre.Dispose(world, agent, call, Disposition.Qualified)).Refusals);
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from leads"));
        Assert.Equal(AgentStatus.OnCall, (await centre.Agent(world, agent).Get()).Status);
    }

    [Fact]
    public async Task A_number_suppressed_while_it_rings_stops_ringing_and_its_contact_leaves_the_queue()
    {
        // Nobody picks up for a whole minute.
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 1);
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var numbers = CallCentre.Numbers("293", 1);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, numbers, ringTimeout: 120);
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select status from call_attempts") == CallStatus.Ringing,
            "it rings"
        );
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, gen_random_uuid(), 'phone', @number)",
                new { tenant = centre.Tenant.Id, number = numbers[0] }
            )
        );
        await centre.Queue(world).Suppressed(numbers);
        await Eventually.Holds(
            () => Task.FromResult(carrier.Control.Calls().Single(c => c.To == numbers[0]).EndedAt is not null),
            "the ringing ends",
            40
        );
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select outcome from call_attempts") == Outcome.Cancelled,
            "the call counts as cancelled"
        );
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select reason from queue_entries where status = 'removed'") == EntryReason.Dnc,
            "the contact leaves"
        );
        Assert.Equal(1, carrier.Control.Stats().Dials);
    }

    [Fact]
    public async Task A_number_suppressed_while_the_queue_runs_is_not_dialled_any_more()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var numbers = CallCentre.Numbers("290", 4);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, numbers);
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        var call = (await centre.Agent(world, agent).Get()).Call!;
        var forbidden = numbers.First(n => n != call.Phone);
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, gen_random_uuid(), 'phone', @forbidden)",
                new { tenant = centre.Tenant.Id, forbidden }
            )
        );
        await centre.Queue(world).Suppressed([forbidden]);

        using var stop = new CancellationTokenSource();
        var work = centre.Work(world, agent, _ => Disposition.NotInterested, hangUp: true, stop.Token);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where status in ('done', 'removed')") == 4,
            "the queue is worked off"
        );
        await stop.CancelAsync();
        await work;
        Assert.DoesNotContain(carrier.Control.Calls(), c => c.To == forbidden);
        Assert.Equal(3, carrier.Control.Stats().DistinctNumbers);
        Assert.Equal(
            EntryReason.Dnc,
            await centre.Scalar<string>("select reason from queue_entries where phone_e164 = @forbidden", new { forbidden })
        );
    }

    [Fact]
    public async Task A_call_of_which_the_agents_rows_tell_only_after_he_was_activated_is_his_all_the_same()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1));
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        // As a silo that leaves stores it: another activation had accepted the call.
        var call = Ids.New();
        await centre.Tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, created_at, epoch, agent_id, status, dialed_at, answered_at, bridged_at)
                select tenant_id, @call, @campaign, id, direct_phone_e164, 1, now(), 1, @agent, 'bridged', now(), now(), now() from contacts
                """,
                new
                {
                    call,
                    campaign = centre.CampaignId,
                    agent,
                }
            )
        );
        await Eventually.Holds(
            async () => await centre.Agent(world, agent).Get() is { Status: AgentStatus.OnCall, Call: { } his } && his.CallId == call,
            "the call is his"
        );
    }
}
