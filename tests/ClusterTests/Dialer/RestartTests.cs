using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Simulator.Telnyx;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>
/// For tests in which a process dies: another test's process on the same database would take over what the dead one left, as it should in life.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class RestartTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_process_that_dies_in_mid_campaign_loses_nothing_acknowledged_and_dials_nobody_twice()
    {
        await using var carrier = await DialerWorld.Carrier();
        var first = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 6, CallCentre.AnyNumbers(120));
        await centre.SignOn(first);
        await centre.Start(first);

        List<Guid> acknowledged = [];
        using (var stop = new CancellationTokenSource())
        {
            var work = centre.Agents.Select(a => Careful(centre, first, a, acknowledged, stop.Token)).ToArray();
            await Eventually.Holds(
                () => Task.FromResult(acknowledged.Count >= 8 && carrier.Control.Stats().Alive > 2),
                "the campaign is in full swing"
            );
            var port = first.Port;
            await first.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(work);

            await using var second = await DialerWorld.Start(postgres.Database, carrier, port);
            await Wake(second, centre.Tenant.Id);
            await Eventually.Holds(
                async () =>
                    await centre.Scalar<long>("select count(*) from call_attempts where disposed_at is not null") >= acknowledged.Count,
                "what was acknowledged is there"
            );
            Assert.Equal(
                acknowledged.Count,
                await centre.Scalar<long>(
                    "select count(*) from call_attempts where id = any(@acknowledged) and disposition = 'qualified'",
                    new { acknowledged = acknowledged.ToArray() }
                )
            );
            Assert.Equal(
                acknowledged.Count,
                await centre.Scalar<long>(
                    "select count(*) from leads where attempt_id = any(@acknowledged)",
                    new { acknowledged = acknowledged.ToArray() }
                )
            );

            // Agents come back to their desks and the campaign goes on to its end.
            await centre.SignOn(second);
            using var end = new CancellationTokenSource();
            var rest = centre.Agents.Select(a => centre.Work(second, a, _ => Disposition.Qualified, hangUp: true, end.Token)).ToArray();
            await Eventually.Holds(
                async () => await centre.Scalar<long>("select count(*) from queue_entries where attempts = 0") == 0,
                "everybody was called",
                120
            );
            await Eventually.Holds(
                async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is null") == 0,
                "no call hangs",
                60
            );
            await Eventually.Holds(
                async () => await centre.Scalar<long>("select count(*) from queue_entries where status in ('claimed', 'in_progress')") == 0,
                "no entry hangs",
                30
            );
            await Eventually.Holds(
                async () => await centre.Scalar<long>("select count(*) from carrier_inbox where handled_at is null") == 0,
                "every event has its effect",
                30
            );
            await end.CancelAsync();
            await Task.WhenAll(rest);
        }

        var stats = carrier.Control.Stats();
        var twice = carrier.Control.Numbers().FirstOrDefault(n => n.Number.StartsWith('+') && n.Dials > 1)?.Number;
        Assert.True(
            twice is null,
            $"{await centre.Attempts($"phone_e164 = '{twice}'")}\n{string.Join('\n', carrier.Control.Calls().Where(c => c.To == twice))}"
        );
        Assert.Equal(1, stats.MostAtOncePerNumber);
        // The retry time is two hours: a number dialled twice would have been dialled because the process died.
        Assert.All(carrier.Control.Numbers().Where(n => n.Number.StartsWith('+')), n => Assert.Equal(1, n.Dials));
        Assert.Equal(
            120,
            stats.DistinctNumbers
                + await centre.Scalar<long>(
                    "select count(*) from call_attempts a where hangup_cause in ('lost', 'not_dialed') and carrier_leg_id is null"
                )
        );
    }

    [Fact]
    public async Task A_call_whose_end_was_reported_to_nobody_has_the_outcome_that_the_carrier_knows()
    {
        await using var carrier = await DialerWorld.Carrier(o => o.Faults = new FaultKnobs { LostHangup = 1 });
        var first = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 3,
            [.. CallCentre.Numbers("292", 1, 40), .. CallCentre.Numbers("295", 1, 40), .. CallCentre.Numbers("297", 1, 40)],
            ringTimeout: 120
        );
        await centre.SignOn(first);
        await centre.Start(first);
        await Eventually.Holds(
            async () =>
                carrier.Control.Calls().Count(c => c.To.StartsWith('+') && c.EndedAt is not null) == 3
                && await centre.Scalar<long>("select count(*) from call_attempts where carrier_leg_id is not null") == 3,
            "all three are over at the carrier",
            detail: () => centre.Attempts("true")
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where ended_at is not null"));
        var port = first.Port;
        await first.Kill();
        await using var second = await DialerWorld.Start(postgres.Database, carrier, port);
        await Wake(second, centre.Tenant.Id);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is not null") == 3,
            "all three have an end",
            detail: () => centre.Attempts("true")
        );
        Assert.Equal(
            "+12925550140 busy user_busy, +12955550140 invalid_number not_found, +12975550140 no_answer call_rejected",
            await centre.Scalar<string>(
                "select string_agg(phone_e164 || ' ' || outcome || ' ' || hangup_cause, ', ' order by phone_e164) from call_attempts"
            )
        );
        var ended = carrier.Control.Calls().Single(c => c.To == "+12925550140").EndedAt!.Value;
        Assert.Equal(
            0,
            await centre.Scalar<long>(
                "select count(*) from call_attempts where phone_e164 = '+12925550140' and abs(extract(epoch from ended_at - @ended)) > 0.001",
                new { ended }
            )
        );
    }

    [Fact]
    public async Task A_call_that_rings_for_an_agent_stays_his_when_the_process_dies_and_what_was_only_looked_at_is_shown_anew()
    {
        await using var carrier = await DialerWorld.Carrier();
        var first = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 2,
            CallCentre.Numbers("293", 3),
            detectMachine: false,
            ringTimeout: 120
        );
        await centre.Tenant.In(s =>
            s.Execute("""update campaigns set dial_mode = 'preview', rules = '{"agents": {"preview": {"seconds": 0}}}'""")
        );
        var (caller, looker) = (centre.Agents[0], centre.Agents[1]);
        await centre.SignOn(first);
        await centre.Start(first);
        foreach (var agent in centre.Agents)
            await Eventually.Holds(async () => (await centre.Agent(first, agent).Get()).Preview is not null, "both look at somebody");
        var call = (await centre.Agent(first, caller).Get()).Preview!.Card.CallId;
        Assert.Empty((await centre.Agent(first, caller).DialPreview(call)).Refusals);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select status from call_attempts where id = @call", new { call })
                    is CallStatus.Dialing
                        or CallStatus.Ringing,
            "it rings"
        );
        var port = first.Port;
        await first.Kill();

        await using var second = await DialerWorld.Start(postgres.Database, carrier, port);
        await Wake(second, centre.Tenant.Id);
        await Eventually.Holds(
            async () => (await centre.Agent(second, looker).Get()).Preview?.Status == PreviewCard.Offered,
            "the other agent sees somebody again"
        );
        await Eventually.Holds(
            async () => (await centre.Queue(second).Snapshot()).Agents.Single(a => a.AgentId == looker).Status == AgentStatus.Preview,
            "the queue knows it"
        );
        Assert.Null((await centre.Agent(second, caller).Get()).Call);
        Assert.True(
            carrier.Control.AnswerByCallee(
                carrier.Control.Calls().Single(c => c.To.StartsWith("+1", StringComparison.Ordinal)).CallControlId
            )
        );
        await Eventually.Holds(
            async () => (await centre.Agent(second, caller).Get()).Call is { Status: CallStatus.Bridged } talks && talks.CallId == call,
            "the one it rang for talks"
        );
        Assert.Equal(1, carrier.Control.Stats().Dials);
        Assert.NotNull((await centre.Agent(second, looker).Get()).Preview);
    }

    [Fact]
    public async Task An_intent_of_which_nobody_knows_whether_it_was_dialled_is_ordered_again_and_rings_once()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var first = await DialerWorld.Start(postgres.Database, carrier);
        await using var second = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 2));
        await centre.Start(first);
        var (fresh, old) = (await Intent(centre, 0, "1 second"), await Intent(centre, 1, "2 minutes"));
        // As after a loss, and by two who do not know of each other.
        CallerTenant.Set(centre.Tenant.Id);
        foreach (var world in (DialerWorld[])[first, second])
        foreach (var call in (Guid[])[fresh, old])
            await world.Grains.Call(centre.Tenant.Id, call).Reconcile();

        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is null") == 0,
            "both calls end",
            60,
            () => centre.Attempts("true")
        );
        Assert.Equal(Outcome.Busy, await centre.Scalar<string>("select outcome from call_attempts where id = @fresh", new { fresh }));
        // The carrier no longer knows an order of two minutes ago: that one is not made again, whatever became of it.
        Assert.Equal(Outcome.Failed, await centre.Scalar<string>("select outcome from call_attempts where id = @old", new { old }));
        Assert.Equal(1, carrier.Control.Stats().Dials);
    }

    [Fact]
    public async Task An_intent_whose_hours_have_ended_meanwhile_is_not_ordered_again()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 1), ringTimeout: 15);
        await centre.Start(world);
        var call = await Intent(centre, 0, "1 second");
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        await WhyTests.Rules(
            centre,
            new CampaignRules { Compliance = new() { ClosedDates = [yesterday, yesterday.AddDays(1), yesterday.AddDays(2)] } }
        );
        CallerTenant.Set(centre.Tenant.Id);
        await world.Grains.Call(centre.Tenant.Id, call).Reconcile();
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is null") == 0,
            "the call ends",
            60,
            () => centre.Attempts("true")
        );
        Assert.Equal(Outcome.Failed, await centre.Scalar<string>("select outcome from call_attempts where id = @call", new { call }));
        Assert.Equal(0, carrier.Control.Stats().Dials);
    }

    /// <summary>A process that died right after it had stored the intent leaves this.</summary>
    private static async Task<Guid> Intent(CallCentre centre, int contact, string age)
    {
        var call = Ids.New();
        await centre.Tenant.In(s =>
            s.Execute(
                """
                with made as (
                  insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, created_at, epoch)
                  select q.tenant_id, @call, q.campaign_id, q.contact_id, q.phone_e164, 1, now() - @age::interval, 1 from queue_entries q where q.contact_id = @contact
                  returning contact_id
                )
                update queue_entries q set status = 'in_progress', attempts = 1, call_id = @call from made m where q.contact_id = m.contact_id
                """,
                new
                {
                    call,
                    age,
                    contact = centre.Contacts[contact],
                }
            )
        );
        return call;
    }

    [Fact]
    public async Task An_activation_that_was_replaced_writes_nothing_more()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 3));
        await centre.Start(world);
        // As if another process had activated the same queue.
        await centre.Tenant.In(s => s.Execute("update campaigns set epoch = epoch + 1"));
        await centre.SignOn(world);
        await Eventually.Holds(
            async () =>
                (await centre.Queue(world).Snapshot()).Status == CampaignStatus.Active
                && await centre.Scalar<long>("select epoch from campaigns") > 2,
            "the queue is activated anew"
        );
        await Eventually.Holds(async () => (await centre.Agent(world, centre.Agents[0]).Get()).Call is not null, "and goes on");
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from call_attempts"));
    }

    /// <summary>Like the API after a start, for this test's tenant: the others' processes are alive.</summary>
    private async Task Wake(DialerWorld world, Guid own)
    {
        CallerTenant.Set(own);
        await world.Grains.Chores(own).Wake();
        foreach (
            var (tenant, kind, id) in await postgres.Database.Tenants.System(
                (s, ct) =>
                    s.Query(
                        "select tenant_id, kind, id from work_to_resume() where tenant_id = @own",
                        new { own },
                        r => (r.GetGuid(0), r.GetString(1), r.GetGuid(2)),
                        ct
                    )
            )
        )
        {
            CallerTenant.Set(tenant);
            if (kind == "campaign")
                await world.Grains.Queue(tenant, id).Refresh();
            if (kind == "call")
                await world.Grains.Call(tenant, id).Reconcile();
        }
    }

    /// <summary>Works until the process dies under the agent, and remembers what was answered.</summary>
    private static async Task Careful(CallCentre centre, DialerWorld world, Guid agent, List<Guid> acknowledged, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var view = await centre.Agent(world, agent).Get();
                if (view is { Status: AgentStatus.OnCall, Call: { Status: CallStatus.Bridged } talking })
                    await centre.Agent(world, agent).HangUp(talking.CallId);
                if (
                    view is { Status: AgentStatus.WrapUp, Call: { } call }
                    && (await centre.Dispose(world, agent, call.CallId, Disposition.Qualified)).Ok
                )
                    lock (acknowledged)
                        acknowledged.Add(call.CallId);
                await Task.Delay(10, CancellationToken.None);
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            // Killed.
        }
    }
}
