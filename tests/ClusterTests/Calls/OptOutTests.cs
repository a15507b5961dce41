using Pivotal.ClusterTests.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Calls;

public sealed class OptOutTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    // So long that the message is still spoken when the key is pressed.
    private static readonly string LongText = string.Concat(Enumerable.Repeat("The office is closed on Monday. ", 25));

    [Fact]
    public async Task The_key_pressed_during_the_abandoned_message_suppresses_the_person_everywhere_at_once_and_ends_the_call()
    {
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 5);
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 2,
            CallCentre.Numbers("290", 2),
            detectMachine: false,
            ringTimeout: 15
        );
        await centre.Tenant.In(s =>
            s.Execute(
                "update campaigns set dial_mode = 'power', power_ratio = 2, rules = @rules::jsonb",
                new
                {
                    rules = """{"compliance": {"profiles": ["uk_ofcom"], "message": {"seller": "Acme", "optOutKey": "9", "text": "LONG {seller} {number} {opt_out}"}}}""".Replace(
                        "LONG",
                        LongText
                    ),
                }
            )
        );
        // Another campaign whose queue waits with the same people.
        var other = await centre.Second(agents: 1);
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[0])).Refusals);
        await centre.SignOn(world, centre.Agents[0]);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await Hearing(centre) is not null,
            "one person hears the message",
            detail: () => centre.Attempts("true")
        );
        var (call, contact, leg) = (await Hearing(centre))!.Value;
        Assert.True(carrier.Control.PressByCallee(leg, "9"));

        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from call_attempts where id = @call and ended_at is not null and opted_out_at is not null",
                    new { call }
                ) == 1,
            "the call ends",
            detail: () => centre.Attempts("true")
        );
        Assert.Equal(
            "abandoned|normal_clearing|caller",
            await centre.Scalar<string>(
                "select concat_ws('|', outcome, hangup_cause, hangup_source) from call_attempts where id = @call",
                new { call }
            )
        );
        Assert.Equal(
            "opt_out|1",
            await centre.Scalar<string>(
                "select max(source) || '|' || count(*) from suppressions where value = (select phone_e164 from call_attempts where id = @call)",
                new { call }
            )
        );
        Assert.Equal(
            1,
            await centre.Scalar<long>(
                "select count(*) from audit_log where action = 'calls.opted_out' and entity_id = @call and actor_kind = 'system'",
                new { call }
            )
        );
        Assert.True(await centre.Scalar<bool>("select suppressed_phone from contacts where id = @contact", new { contact }));
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where contact_id = @contact and status = 'removed' and reason = 'dnc'",
                    new { contact }
                ) == 2,
            "both queues let the person go"
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from carrier_inbox where call_id = @call and handled_at is null", new { call })
                == 0,
            "every event is handled"
        );
        Assert.Equal(
            1,
            await centre.Scalar<long>("select count(*) from queue_entries where campaign_id = @other and status = 'queued'", new { other })
        );
    }

    [Fact]
    public async Task An_agentless_message_names_its_key_and_no_other_key_has_the_effect()
    {
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 5);
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 2), detectMachine: false);
        await centre.Tenant.In(s =>
            s.Execute(
                "update campaigns set dial_mode = 'agentless', rules = @rules::jsonb",
                new
                {
                    rules = """{"agents": {"agentless": {"message": "LONG", "optOutKey": "7", "consentConfirmed": true, "callsPerMinute": 600}}}""".Replace(
                        "LONG",
                        LongText
                    ),
                }
            )
        );
        await centre.Start(world);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from call_attempts where message_at is not null and ended_at is null") == 2,
            "both hear the message"
        );
        foreach (var (phone, key) in CallCentre.Numbers("290", 2).Zip(["9", "7"]))
            Assert.True(carrier.Control.PressByCallee(Leg(carrier, phone), key));
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'message_delivered'") == 2,
            "both calls end"
        );
        Assert.Equal(
            "01",
            await centre.Scalar<string>("select string_agg(right(phone_e164, 2), ',') from call_attempts where opted_out_at is not null")
        );
        Assert.Equal("01", await centre.Scalar<string>("select string_agg(right(value, 2), ',') from suppressions"));
    }

    private static string Leg(RunningSimulator carrier, string phone) => carrier.Control.Calls().Single(c => c.To == phone).CallControlId;

    private static async Task<(Guid Call, Guid Contact, string Leg)?> Hearing(CallCentre centre)
    {
        var found = await centre.Tenant.In(s =>
            s.Query(
                "select id, contact_id, carrier_leg_id from call_attempts where message_at is not null and ended_at is null",
                null,
                r => (r.GetGuid(0), r.GetGuid(1), r.GetString(2))
            )
        );
        return found.Count == 0 ? null : found[0];
    }
}
