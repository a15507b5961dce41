using Pivotal.Domain.Calls;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

public sealed class ComplianceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Ofcom = """{"compliance": {"profiles": ["uk_ofcom"], "message": {"seller": "Acme"}}}""";

    [Fact]
    public async Task Whom_nobody_is_there_for_hears_the_message_stays_abandoned_and_his_number_rests()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2), ringTimeout: 15);
        await centre.Tenant.In(s =>
            s.Execute("update campaigns set dial_mode = 'power', power_ratio = 2, rules = @rules::jsonb", new { rules = Ofcom })
        );
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from call_attempts where outcome = 'abandoned' and message_at is not null and ended_at >= message_at"
                ) == 1,
            "the second person hears the message and the call is abandoned",
            detail: () => centre.Attempts("true")
        );
        Assert.Equal(
            1,
            await centre.Scalar<long>("select count(*) from carrier_inbox where body -> 'data' ->> 'event_type' = 'call.speak.ended'")
        );
        var pace = (await centre.Queue(world).Snapshot()).Pace;
        Assert.Equal((2, 1), (pace.Answered, pace.Abandoned));

        // One of the two had no free agent of its own: its row says what was known.
        Assert.Equal(
            "day|0|0",
            await centre.Scalar<string>(
                "select string_agg(concat_ws('|', admission ->> 'window', admission ->> 'answered', admission ->> 'abandoned'), ',') from call_attempts where admission is not null"
            )
        );

        // Its turn comes again long before the 72 hours are over.
        var contact = await centre.Scalar<Guid>("select contact_id from call_attempts where outcome = 'abandoned'");
        await Eventually.Holds(
            async () =>
                await centre.Tenant.In(s =>
                    s.Execute(
                        "update queue_entries set next_attempt_at = now() where contact_id = @contact and status = 'queued' and reason = 'retry_later'",
                        new { contact }
                    )
                ) == 1,
            "the abandoned contact waits"
        );
        var talking = (await centre.Agent(world, centre.Agents[0]).Get()).Call!.CallId;
        await centre.Agent(world, centre.Agents[0]).HangUp(talking);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Status == AgentStatus.WrapUp,
            "the conversation ends"
        );
        await centre.Dispose(world, centre.Agents[0], talking, Disposition.NotInterested);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select reason from queue_entries where contact_id = @contact", new { contact })
                == EntryReason.LockOut,
            "the number is locked out",
            detail: () => centre.Attempts("true")
        );
        Assert.True(
            await centre.Scalar<bool>(
                "select next_attempt_at between now() + interval '71 hours' and now() + interval '72 hours' from queue_entries where contact_id = @contact",
                new { contact }
            )
        );
        Assert.Equal(2, await centre.Scalar<long>("select count(*) from call_attempts"));
    }

    [Fact]
    public async Task A_number_at_which_a_machine_was_detected_rests_a_day_but_an_agent_may_call_it_himself()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("291", 1), ringTimeout: 15);
        await centre.Tenant.In(s => s.Execute("update campaigns set rules = @rules::jsonb", new { rules = Ofcom }));
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () =>
                await centre.Tenant.In(s =>
                    s.Execute(
                        "update queue_entries set next_attempt_at = now() where status = 'queued' and last_outcome = 'voicemail' and reason = 'retry_later'"
                    )
                ) == 1,
            "a machine is met",
            detail: () => centre.Attempts("true")
        );
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select reason from queue_entries") == EntryReason.LockOut,
            "the number rests",
            detail: () => centre.Attempts("true")
        );
        Assert.True(
            await centre.Scalar<bool>(
                "select next_attempt_at between now() + interval '23 hours' and now() + interval '24 hours' from queue_entries"
            )
        );
        await centre.Tenant.In(s => s.Execute("update campaigns set dial_mode = 'manual'"));
        await centre.Queue(world).Refresh();
        Assert.Empty((await centre.Agent(world, centre.Agents[0]).DialByHand(new(centre.Contacts[0], null), Ids.New())).Refusals);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from call_attempts where for_agent is not null and dialed_at is not null") == 1,
            "the agent's own call is made"
        );
    }

    [Fact]
    public async Task A_ringing_call_is_not_cut_before_the_least_ring_time_unless_its_number_is_suppressed()
    {
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 1);
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("293", 2), ringTimeout: 60);
        await centre.Tenant.In(s => s.Execute("""update campaigns set rules = '{"compliance": {"ringSeconds": 6}}'"""));
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where status = 'ringing'") == 2,
            "both ring"
        );
        var calls = await centre.Tenant.In(s =>
            s.Query("select id, phone_e164 from call_attempts order by id", null, r => (Id: r.GetGuid(0), Phone: r.GetString(1)))
        );
        CallerTenant.Set(centre.Tenant.Id);
        await centre.Queue(world).Pause(centre.Agents[0]);
        await world.Grains.Call(centre.Tenant.Id, calls[0].Id).HangUp("supervisor");
        await centre.Queue(world).Suppressed([calls[1].Phone]);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is not null") == 2,
            "both end"
        );
        var seconds = await centre.Tenant.In(s =>
            s.Query("select extract(epoch from ended_at - dialed_at)::float8 from call_attempts order by id", null, r => r.GetDouble(0))
        );
        Assert.True(seconds[0] >= 5.9, $"cut after {seconds[0]} s");
        Assert.True(seconds[1] < seconds[0], $"the suppressed number rang {seconds[1]} s, the other {seconds[0]} s");
        Assert.Equal(2, await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'cancelled'"));
    }

    [Fact]
    public async Task What_a_campaign_abandoned_ten_days_ago_still_counts_where_the_law_counts_thirty()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        foreach (var (window, expected) in new[] { ("rolling_24_hours", 2), ("rolling_30_days", 1) })
        {
            var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2, 10 * expected));
            await centre.Tenant.In(s =>
                s.Execute(
                    """
                    insert into compliance_profiles (tenant_id, id, name, body)
                    values (@tenant, @profile, 'Own', jsonb_build_object('abandon', jsonb_build_object('window', @window, 'denominator', 'answered_by_person', 'cap', 0.03)));
                    update campaigns set dial_mode = 'power', power_ratio = 2, rules = jsonb_build_object('compliance', jsonb_build_object('profiles', jsonb_build_array(@profile::text)));
                    insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at)
                    select @tenant, gen_random_uuid(), @campaign, @contact, '+12905550199', 1, 'ended', case when n <= 8 then 'abandoned' else 'connected' end,
                           at, at, at, case when n > 8 then at end, at
                    from generate_series(1, 200) n, (select now() - interval '10 days' as at) t
                    """,
                    new
                    {
                        tenant = centre.Tenant.Id,
                        campaign = centre.CampaignId,
                        contact = centre.Contacts[0],
                        profile = Ids.New(),
                        window,
                    }
                )
            );
            await centre.SignOn(world);
            await centre.Start(world);
            await Eventually.Holds(
                async () => (await centre.Agent(world, centre.Agents[0]).Get()).Call?.Status == CallStatus.Bridged,
                "the agent talks"
            );
            Assert.Equal(
                expected,
                await centre.Scalar<long>("select count(*) from call_attempts where created_at > now() - interval '1 hour'")
            );
        }
    }

    [Fact]
    public async Task Each_call_keeps_the_number_it_was_made_from_and_the_law_it_was_made_under()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("290", 2), ringTimeout: 15);
        await centre.Tenant.In(s => s.Execute("update campaigns set rules = @rules::jsonb", new { rules = Ofcom }));
        await centre.SignOn(world, centre.Agents[0]);
        await centre.Start(world);
        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from call_attempts") == 1, "the first call is made");
        await centre.Tenant.In(s => s.Execute("update campaigns set rules = '{}', caller_id = '+12025550199'"));
        await centre.Queue(world).Refresh();
        await centre.SignOn(world, centre.Agents[1]);
        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from call_attempts") == 2, "the second call is made");
        var kept = await centre.Tenant.In(s =>
            s.Query(
                "select a.caller_id, l.body::text from call_attempts a join law_snapshots l on l.id = a.law_id order by a.id",
                null,
                r => (From: r.GetString(0), Law: LawSnapshot.Read(r.GetString(1)))
            )
        );
        Assert.Equal(["+12025550100", "+12025550199"], kept.Select(k => k.From));
        Assert.Equal((72, "Acme"), (kept[0].Law.Effective.LockOutHours!.Value, kept[0].Law.Own.Message!.Seller));
        Assert.Null(kept[1].Law.Effective.LockOutHours);
        Assert.Equal(
            ["+12025550100", "+12025550199"],
            carrier.Control.Calls().Where(c => c.To.StartsWith('+')).OrderBy(c => c.DialledAt).Select(c => c.From)
        );
    }

    [Fact]
    public async Task The_clocks_of_address_and_number_count_unless_the_campaign_keeps_to_the_address()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, ["+14155550100", "+12125550101", "+18005550102"]);
        await centre.Start(world);
        Assert.Equal(["America/New_York|America/Los_Angeles", "America/New_York", "America/New_York"], await Zones());
        await centre.Tenant.In(s => s.Execute("""update campaigns set rules = '{"compliance": {"strictZones": false}}'"""));
        await centre.Queue(world).Refresh();
        Assert.Equal(["America/New_York", "America/New_York", "America/New_York"], await Zones());
        await centre.Tenant.In(s => s.Execute("update contacts set country = null, state_abbr = null, time_zone = null"));
        await Eventually.Holds(
            async () => (await Zones()).SequenceEqual(["America/Los_Angeles", "America/New_York", "America/New_York"]),
            "of who has no address the number's clock counts, and of a number without a place the campaign's"
        );

        Task<List<string>> Zones() =>
            centre.Tenant.In(s => s.Query("select time_zone from queue_entries order by right(phone_e164, 2)", null, r => r.GetString(0)));
    }
}
