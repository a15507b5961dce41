using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

public sealed class ModeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task In_preview_an_agent_sees_skips_dials_and_talks_to_the_person_he_saw()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("290", 4));
        await Mode(centre, DialMode.Preview, """{"agents": {"preview": {"seconds": 0}}}""");
        var (one, two) = (centre.Agents[0], centre.Agents[1]);
        await centre.SignOn(world);
        await centre.Start(world);
        var first = await Preview(centre, world, one);
        var other = await Preview(centre, world, two);
        Assert.NotEqual(first.Card.Contact.Id, other.Card.Contact.Id);
        Assert.Empty(Called(carrier));
        Assert.Equal(AgentStatus.Preview, (await centre.Queue(world).Snapshot()).Agents.Single(a => a.AgentId == one).Status);

        Assert.Empty((await centre.Agent(world, one).SkipPreview(first.Card.CallId, "wrong department")).Refusals);
        Assert.Equal("previews.gone", (await centre.Agent(world, one).SkipPreview(first.Card.CallId, "again")).Refusals.Single().Code);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>(
                    "select reason from queue_entries where contact_id = @id and status = 'queued'",
                    new { id = first.Card.Contact.Id }
                ) == EntryReason.Skipped,
            "the skipped contact waits"
        );
        Assert.Equal(
            one,
            await centre.Scalar<Guid>(
                "select actor_id from audit_log where action = 'contacts.skipped' and entity_id = @id",
                new { id = first.Card.Contact.Id }
            )
        );
        var second = await Preview(centre, world, one);
        Assert.NotEqual(first.Card.Contact.Id, second.Card.Contact.Id);

        Assert.Empty((await centre.Agent(world, one).DialPreview(second.Card.CallId)).Refusals);
        await Talks(centre, world, one);
        var view = await centre.Agent(world, one).Get();
        Assert.Equal((second.Card.CallId, second.Card.Contact.Id), (view.Call!.CallId, view.Call.Contact.Id));
        Assert.Null(view.Preview);
        Assert.Equal([second.Card.Phone], Called(carrier));
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from call_attempts where for_agent = @one and agent_id = @one", new { one })
                == 1,
            "the row says for whom"
        );

        // Who leaves gives back what he looks at, and another agent may see it.
        Assert.Empty((await centre.Agent(world, two).SetStatus(AgentStatus.Break, "Lunch", two)).Refusals);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select status from queue_entries where contact_id = @id", new { id = other.Card.Contact.Id })
                == EntryStatus.Queued,
            "the contact is back in the queue"
        );
        Assert.Null((await centre.Agent(world, two).Get()).Preview);
    }

    [Fact]
    public async Task The_offer_and_the_check_know_every_gate_of_the_dial_and_a_dial_that_is_refused_names_it()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2));
        await Mode(centre, DialMode.Preview, """{"agents": {"preview": {"seconds": 0}}}""");
        var other = await centre.Second(agents: 0);
        // The queue breaks a tie by id, and ids of one millisecond come in any order.
        var (agent, resting, shown) = (centre.Agents[0], centre.Contacts.Min(), centre.Contacts.Max());
        await CalledBy(centre, other, resting);
        await centre.SignOn(world);
        await centre.Start(world);

        // The first of the queue rests, so the second one is shown, and the check says what the dial would.
        var preview = await Preview(centre, world, agent);
        Assert.Equal(shown, preview.Card.Contact.Id);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>(
                    "select reason from queue_entries where contact_id = @resting and status = 'queued'",
                    new { resting }
                ) == EntryReason.NumberRest,
            "the other one waits",
            detail: async () =>
                string.Join(
                    '\n',
                    await centre.Tenant.In(s =>
                        s.Query("select row_to_json(q)::text from queue_entries q order by contact_id", null, r => r.GetString(0))
                    )
                )
        );
        var check = (await centre.Agent(world, agent).CheckDial(new(resting, null))).Value!;
        Assert.Equal((false, EntryReason.NumberRest), (check.Allowed, check.Reason));
        Assert.True(check.NextAt > TimeProvider.System.GetUtcNow().AddMinutes(20));
        Assert.Equal(
            "calls.not_allowed",
            (await centre.Agent(world, agent).DialByHand(new(resting, null), Ids.New())).Refusals.Single().Code
        );

        // Called by the other campaign while somebody looks at it: the desk hears which gate and until when.
        await CalledBy(centre, other, shown);
        Assert.Empty((await centre.Agent(world, agent).DialPreview(preview.Card.CallId)).Refusals);
        await Eventually.Holds(
            async () => await centre.Agent(world, agent).Get() is { Preview: null, Notice.Kind: AgentNotice.PreviewOver },
            "the agent learns of it"
        );
        var notice = (await centre.Agent(world, agent).Get()).Notice!;
        Assert.Equal(EntryReason.NumberRest, notice.Text);
        Assert.True(notice.NextAt > TimeProvider.System.GetUtcNow().AddMinutes(20));
        Assert.Empty(Called(carrier));
    }

    [Fact]
    public async Task The_check_knows_caps_filters_and_lists_that_only_the_rows_know()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 1,
            CallCentre.Numbers("290", 4),
            perAccount: 1,
            cap: (CapMode.ConnectedCalls, 1)
        );
        await Mode(
            centre,
            DialMode.Manual,
            """{"queue": {"filters": [{"field": "seniority", "operator": "is_not", "values": ["intern"]}]}, "recycle": {"numberRestMinutes": 0, "caps": {"contact": {"perDay": 1}}}}"""
        );
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        var (free, intern, called, capped) = (centre.Contacts[0], centre.Contacts[1], centre.Contacts[2], centre.Contacts[3]);
        await centre.Tenant.In(s => s.Execute("update contacts set seniority = 'Intern' where id = @intern", new { intern }));
        await CalledBy(centre, await centre.Second(agents: 0), called);
        CallerTenant.Set(centre.Tenant.Id);
        await world.Grains.LeadCap(centre.Tenant.Id, centre.CampaignId, centre.Accounts[3]).Commit(Ids.New(), 1);
        foreach (
            var (contact, reason) in new (Guid, string?)[]
            {
                (free, null),
                (intern, EntryReason.Filtered),
                (called, EntryReason.AttemptCap),
                (capped, EntryReason.CapReached),
            }
        )
            Assert.Equal((contact, reason), (contact, (await centre.Agent(world, agent).CheckDial(new(contact, null))).Value!.Reason));
    }

    /// <summary>The contact's number, a moment ago.</summary>
    private static Task CalledBy(CallCentre centre, Guid campaign, Guid contact) =>
        centre.Tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, account_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, ended_at)
                select @tenant, @id, @campaign, c.id, c.account_id, c.direct_phone_e164, 1, 'ended', 'no_answer', now(), now(), now() from contacts c where c.id = @contact
                """,
                new
                {
                    tenant = centre.Tenant.Id,
                    id = Ids.New(),
                    campaign,
                    contact,
                }
            )
        );

    [Fact]
    public async Task When_the_time_is_over_the_contact_is_dialled_and_who_does_not_answer_leaves_the_screen()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 1));
        await Mode(centre, DialMode.Preview, """{"agents": {"preview": {"seconds": 1}}}""");
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select outcome from call_attempts") == Outcome.Busy,
            "it is dialled without a click"
        );
        await Eventually.Holds(
            async () => await centre.Agent(world, agent).Get() is { Preview: null, Notice.Kind: AgentNotice.PreviewOver },
            "the agent learns of it"
        );
        var view = await centre.Agent(world, agent).Get();
        Assert.Equal((AgentStatus.Available, Outcome.Busy), (view.Status, view.Notice!.Text));
    }

    [Fact]
    public async Task An_agent_who_takes_the_call_back_or_leaves_while_it_rings_ends_it()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("293", 2), ringTimeout: 120);
        await Mode(centre, DialMode.Preview, """{"agents": {"preview": {"seconds": 0}}}""");
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        foreach (var leave in new[] { false, true })
        {
            var preview = await Preview(centre, world, agent);
            Assert.Empty((await centre.Agent(world, agent).DialPreview(preview.Card.CallId)).Refusals);
            await Eventually.Holds(
                async () =>
                    await centre.Scalar<string>("select status from call_attempts where id = @id", new { id = preview.Card.CallId })
                        is CallStatus.Dialing
                            or CallStatus.Ringing,
                "it rings"
            );
            if (leave)
                Assert.Empty((await centre.Agent(world, agent).SetStatus(AgentStatus.Offline, null, agent)).Refusals);
            else
                Assert.Empty((await centre.Agent(world, agent).HangUp(preview.Card.CallId)).Refusals);
            await Eventually.Holds(
                async () =>
                    await centre.Scalar<string>("select outcome from call_attempts where id = @id", new { id = preview.Card.CallId })
                    == Outcome.Cancelled,
                "the call is taken back"
            );
            await Eventually.Holds(
                async () =>
                    await centre.Scalar<string>(
                        "select reason from queue_entries where contact_id = @id",
                        new { id = preview.Card.Contact.Id }
                    ) == EntryReason.Skipped,
                "the contact waits"
            );
        }
    }

    [Fact]
    public async Task By_hand_an_agent_dials_a_contact_or_a_number_and_no_gate_is_passed_by()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var numbers = CallCentre.Numbers("290", 3);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, numbers);
        await Mode(centre, DialMode.Manual, "{}");
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, gen_random_uuid(), 'phone', @forbidden)",
                new { tenant = centre.Tenant.Id, forbidden = numbers[2] }
            )
        );
        var agent = centre.Agents[0];
        await centre.Start(world);
        Assert.Equal(
            "agents.not_free",
            (await centre.Agent(world, agent).DialByHand(new(centre.Contacts[0], null), Ids.New())).Refusals.Single().Code
        );
        await centre.SignOn(world);
        await Eventually.Holds(
            async () =>
                (await centre.Queue(world).Snapshot()).Agents.Single().Status == AgentStatus.Available
                && (await centre.Agent(world, agent).DialByHand(new(null, "+12025559999"), Ids.New())).Refusals.Single().Code
                    == "calls.unknown_number",
            "the agent is ready"
        );
        var verdict = await centre.Agent(world, agent).CheckDial(new(null, numbers[2]));
        Assert.Equal((false, EntryReason.Dnc), (verdict.Value!.Allowed, verdict.Value.Reason));
        Assert.Equal(
            "calls.not_allowed",
            (await centre.Agent(world, agent).DialByHand(new(null, numbers[2]), Ids.New())).Refusals.Single().Code
        );
        Assert.True((await centre.Agent(world, agent).CheckDial(new(centre.Contacts[0], null))).Value!.Allowed);
        Assert.Empty(Called(carrier));

        var call = Ids.New();
        Assert.Empty((await centre.Agent(world, agent).DialByHand(new(null, numbers[0]), call)).Refusals);
        await Talks(centre, world, agent);
        Assert.Equal(call, (await centre.Agent(world, agent).Get()).Call!.CallId);
        Assert.Equal([numbers[0]], Called(carrier));
        Assert.Equal(
            "agents.not_free",
            (await centre.Agent(world, agent).DialByHand(new(centre.Contacts[1], null), Ids.New())).Refusals.Single().Code
        );
    }

    [Fact]
    public async Task Agentless_speaks_to_who_answers_and_hangs_up_and_machines_hear_it_only_by_the_rule()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 1,
            [.. CallCentre.Numbers("290", 2), .. CallCentre.Numbers("291", 1)]
        );
        await Mode(centre, DialMode.Agentless, "{}");
        Assert.Equal(
            ["campaigns.no_message", "campaigns.consent_required"],
            (await centre.Queue(world).Start(centre.Agents[0])).Refusals.Select(r => r.Code)
        );
        await Mode(
            centre,
            DialMode.Agentless,
            """{"agents": {"agentless": {"message": "The office is closed on Monday.", "consentConfirmed": true, "callsPerMinute": 600}}}"""
        );
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where outcome is not null") == 3,
            "all are called"
        );
        Assert.Equal(
            2,
            await centre.Scalar<long>(
                "select count(*) from call_attempts where outcome = 'message_delivered' and message_at is not null and agentless and agent_id is null"
            )
        );
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'voicemail' and message_at is null"));
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where status = 'done'") == 2,
            "who heard it is not called again"
        );
        Assert.Equal(0, (await centre.Queue(world).Snapshot()).Pace.Abandoned);
    }

    [Fact]
    public async Task A_machine_hears_the_message_after_its_greeting_and_one_that_never_ends_its_greeting_after_a_while()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 1,
            [.. CallCentre.Numbers("291", 2), .. CallCentre.Numbers("391", 1)]
        );
        await Mode(
            centre,
            DialMode.Agentless,
            """{"agents": {"agentless": {"message": "The office is closed on Monday.", "consentConfirmed": true, "callsPerMinute": 600, "onMachine": "message"}}}"""
        );
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'message_delivered'") == 3,
            "all three have heard it",
            detail: () => centre.Attempts("true")
        );
        // Of those that say so, none is spoken to before the greeting is over.
        Assert.Equal(
            2,
            await centre.Scalar<long>(
                """
                select count(*) from call_attempts t join carrier_inbox e on e.call_id = t.id and e.event_type = 'GreetingOver' where t.message_at >= e.received_at
                """
            )
        );
    }

    [Fact]
    public async Task A_running_campaign_goes_through_all_modes_and_the_calls_at_hand_go_on()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 3, CallCentre.Numbers("290", 60), wrapUpSeconds: 1);
        await centre.SignOn(world);
        await centre.Start(world);
        var talker = centre.Agents[0];
        await Talks(centre, world, talker);
        var call = (await centre.Agent(world, talker).Get()).Call!.CallId;
        const string Rules =
            """{"agents": {"preview": {"seconds": 0}, "agentless": {"message": "Good day.", "consentConfirmed": true, "callsPerMinute": 600}}}""";
        foreach (
            var mode in new[]
            {
                DialMode.Preview,
                DialMode.Power,
                DialMode.Manual,
                DialMode.Predictive,
                DialMode.Agentless,
                DialMode.Preview,
                DialMode.Progressive,
            }
        )
        {
            await Mode(centre, mode, Rules);
            await centre.Queue(world).Refresh();
            await Eventually.Holds(async () => await Works(centre, world, mode, talker), $"{mode} works");
            Assert.Equal(
                (AgentStatus.OnCall, call),
                await centre.Agent(world, talker).Get() is { } v ? (v.Status, v.Call!.CallId) : default
            );
            Assert.Equal(
                0,
                await centre.Scalar<long>(
                    "select count(*) from (select 1 from call_attempts where ended_at is null group by contact_id having count(*) > 1) d"
                )
            );
        }

        await centre.Agent(world, talker).HangUp(call);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select outcome from call_attempts where id = @call", new { call }) == Outcome.Connected,
            "the first conversation ends as it would have"
        );
    }

    /// <summary>The mode shows its own sign; agents other than the one who talks hang up and go on.</summary>
    private static async Task<bool> Works(CallCentre centre, DialerWorld world, string mode, Guid talker)
    {
        foreach (var agent in centre.Agents.Where(a => a != talker))
        {
            switch (await centre.Agent(world, agent).Get())
            {
                case { Preview: { } preview } when mode == DialMode.Preview:
                    return (await centre.Agent(world, agent).DialPreview(preview.Card.CallId)).Ok;
                case { Status: AgentStatus.Available, Preview: null } when mode == DialMode.Manual:
                    var next = await centre.Scalar<Guid>(
                        "select contact_id from queue_entries where status = 'queued' order by random() limit 1"
                    );
                    if ((await centre.Agent(world, agent).DialByHand(new(next, null), Ids.New())).Ok)
                        return true;
                    break;
                case { Call: { Status: CallStatus.Bridged } call }
                    when mode is DialMode.Power or DialMode.Predictive or DialMode.Progressive
                        && await centre.Scalar<bool>(
                            "select for_agent is null from call_attempts where id = @id",
                            new { id = call.CallId }
                        ):
                    return true;
                case { Call: { Status: CallStatus.Bridged } call }:
                    await centre.Agent(world, agent).HangUp(call.CallId);
                    break;
            }
        }

        return mode == DialMode.Agentless
            && await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'message_delivered'") > 0;
    }

    private static Task Mode(CallCentre centre, string mode, string rules) =>
        centre.Tenant.In(s => s.Execute("update campaigns set dial_mode = @mode, rules = @rules::jsonb", new { mode, rules }));

    private static async Task<PreviewCard> Preview(CallCentre centre, DialerWorld world, Guid agent)
    {
        await Eventually.Holds(
            async () => (await centre.Agent(world, agent).Get()).Preview?.Status == PreviewCard.Offered,
            "the agent sees a contact"
        );
        return (await centre.Agent(world, agent).Get()).Preview!;
    }

    private static Task Talks(CallCentre centre, DialerWorld world, Guid agent) =>
        Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");

    private static List<string> Called(RunningSimulator carrier) =>
        [.. carrier.Control.Calls().Select(c => c.To).Where(to => to.StartsWith("+1", StringComparison.Ordinal))];
}
