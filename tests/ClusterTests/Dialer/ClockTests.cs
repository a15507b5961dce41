using Microsoft.Extensions.DependencyInjection;
using Pivotal.ClusterTests.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>Campaigns that run while the clock turns, and while something goes wrong.</summary>
public sealed class ClockTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    /// <summary>So long before the turn of the clock the campaigns start; a call is on the line by then.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task When_the_west_closes_its_people_wait_until_tomorrow_and_the_east_is_called_on()
    {
        // Ten in the evening in Los Angeles, one in the morning in New York.
        var (closing, tomorrow) = (Utc(2026, 12, 8, 6), Utc(2026, 12, 8, 8));
        var clock = new ShiftedClock(closing - Before);
        await using var carrier = await DialerWorld.Carrier(clock: clock);
        await using var world = await Start(carrier, clock);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 1,
            [.. CallCentre.Numbers("290", 12), .. CallCentre.Numbers("292", 12)]
        );
        await centre.Tenant.In(async s =>
        {
            await s.Execute(
                "update contacts set time_zone = case when direct_phone_e164 like '+1290%' then 'America/Los_Angeles' else 'America/New_York' end"
            );
            // They come to the list when the west is in the hopper.
            await s.Execute("delete from list_members where contact_id in (select id from contacts where direct_phone_e164 like '+1292%')");
            await s.Execute("update campaigns set window_end = '22:00', time_zone = 'America/Los_Angeles', use_contact_zone = true");
        });
        await centre.SignOn(world);
        await centre.Start(world);
        var call = await Talking(world, centre);
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into list_members (tenant_id, list_id, contact_id) select p.tenant_id, k.list_id, p.id from contacts p cross join campaigns k where p.direct_phone_e164 like '+1292%'"
            )
        );
        await centre.Queue(world).Refresh();
        await Turned(clock, closing);
        await HangUp(world, centre, call, Disposition.NotInterested);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where phone_e164 like '+1292%'") == 12,
            "all of the east are called",
            detail: () => Rows(centre)
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued' and reason = 'window_closed'") >= 4,
            "who was next in the west waits",
            detail: () => Rows(centre)
        );
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from call_attempts where phone_e164 like '+1290%'"));
        Assert.Equal(
            tomorrow,
            await centre.Scalar<DateTimeOffset>("select distinct next_attempt_at from queue_entries where reason = 'window_closed'")
        );
        await Eventually.Holds(
            async () => (await centre.Queue(world).Snapshot()).IdleReason == "all_waiting",
            "the control centre says why nobody is called"
        );
    }

    private static Task Turned(TimeProvider clock, DateTimeOffset at) =>
        Eventually.Holds(() => Task.FromResult(clock.GetUtcNow() > at), "the clock turns");

    [Fact]
    public async Task A_contact_with_whom_something_goes_wrong_is_set_aside_and_the_others_are_called()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("292", 12));
        var (noCall, noRow) = (centre.Contacts[3], centre.Contacts[5]);
        await Owner(
            $"""
            create function spoil() returns trigger language plpgsql as $$ begin raise exception 'spoilt'; end $$;
            create trigger spoil before insert on call_attempts for each row when (new.contact_id = '{noCall}') execute function spoil();
            create trigger spoil before update on queue_entries for each row when (new.contact_id = '{noRow}' and new.status <> 'queued') execute function spoil();
            """
        );
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(distinct contact_id) from call_attempts") == 10,
            "all the others are called",
            detail: () => Rows(centre)
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where status = 'queued' and reason = 'fault' and next_attempt_at between now() + interval '50 minutes' and now() + interval '1 hour'"
                ) == 2,
            "the two are looked at again within the hour",
            detail: () => Rows(centre)
        );
        await Eventually.Holds(
            async () => (await centre.Queue(world).Snapshot()).Alerts.Any(a => a is { Code: AlertCode.SetAside, Count: 2 }),
            "managers hear of them"
        );
        await Owner("drop function spoil cascade");
    }

    [Fact]
    public async Task A_step_that_fails_as_a_whole_says_so_and_the_next_one_goes_on()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 6));
        await centre.Start(world);
        await Owner(
            $"""
            create function spoil_all() returns trigger language plpgsql as $$ begin raise exception 'spoilt'; end $$;
            create trigger spoil_all before update on queue_entries for each row when (new.campaign_id = '{centre.CampaignId}' and new.status = 'claimed') execute function spoil_all();
            """
        );
        await centre.SignOn(world);
        await Eventually.Holds(
            async () => (await centre.Queue(world).Snapshot()).IdleReason == AlertCode.StepFailed,
            "the control centre says that the step fails"
        );
        Assert.Contains(
            (await centre.Queue(world).Snapshot()).Alerts,
            a => a is { Code: AlertCode.StepFailed, Level: AlertLevel.Danger, Reason: "claim" }
        );
        await Owner("drop function spoil_all cascade");
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(distinct contact_id) from call_attempts") == 6,
            "everybody is called",
            detail: () => Rows(centre)
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_entries where reason = 'fault'"));
    }

    private Task<DialerWorld> Start(RunningSimulator carrier, TimeProvider clock) =>
        DialerWorld.Start(postgres.Database, carrier, services: s => TurnableClock.Forgive(s.AddSingleton(clock)));

    private static async Task<Guid> Talking(DialerWorld world, CallCentre centre)
    {
        Guid? call = null;
        await Eventually.Holds(
            async () =>
                (
                    call = (await centre.Agent(world, centre.Agents[0]).Get()) is { Call: { Status: CallStatus.Bridged } card }
                        ? card.CallId
                        : null
                )
                    is not null,
            "the agent talks",
            detail: () => Rows(centre)
        );
        return call!.Value;
    }

    private static async Task HangUp(DialerWorld world, CallCentre centre, Guid call, string disposition)
    {
        CallerTenant.Set(centre.Tenant.Id);
        await centre.Agent(world, centre.Agents[0]).HangUp(call);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Status == AgentStatus.WrapUp,
            "the conversation ends"
        );
        Assert.Empty((await centre.Dispose(world, centre.Agents[0], call, disposition)).Refusals);
    }

    private static async Task<string> Rows(CallCentre centre) =>
        string.Join(
            '\n',
            await centre.Tenant.In(s =>
                s.Query("select row_to_json(q)::text from queue_entries q order by contact_id", null, r => r.GetString(0))
            )
        )
        + '\n'
        + await centre.Attempts("true");

    private async Task Owner(string sql)
    {
        await using var command = postgres.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static DateTimeOffset Utc(int y, int mo, int d, int h) => new(y, mo, d, h, 0, 0, TimeSpan.Zero);
}
