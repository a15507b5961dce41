using Microsoft.Extensions.Logging.Abstractions;
using Pivotal.ClusterTests.Dialer;
using Pivotal.ClusterTests.Shared;
using Pivotal.Data.Telephony;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Calls;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Calls;

/// <summary>What the doors keep out is put in behind them: one row that cannot be stored is set aside, alone.</summary>
public sealed class PoisonTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Nul = "normal\0clearing";

    [Fact]
    public async Task A_call_that_cannot_be_stored_keeps_no_other_from_it()
    {
        var centre = await CallCentre.Open(postgres.Database, agents: 0, CallCentre.Numbers("290", 5));
        Guid[] calls = [.. Enumerable.Range(0, 5).Select(_ => Ids.New())];
        await centre.Tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, epoch)
                select @tenant, w.id, @campaign, w.contact, '+12905550100', 1, 'intent', 1 from unnest(@calls, @contacts) as w (id, contact)
                """,
                new
                {
                    tenant = centre.Tenant.Id,
                    campaign = centre.CampaignId,
                    contacts = centre.Contacts.ToArray(),
                    calls,
                }
            )
        );
        using var writer = new AttemptWriter(
            new CallRows(postgres.Database.Tenants),
            TimeProvider.System,
            NullLogger<AttemptWriter>.Instance
        );
        for (var i = 0; i < calls.Length; i++)
            writer.Post(centre.Tenant.Id, Ended(calls[i], i == 2 ? Nul : "normal_clearing"), [$"event {i}"]);
        await writer.StartAsync(default);
        foreach (var call in calls)
            await writer.Stored(centre.Tenant.Id, call, default);

        Assert.Equal(
            calls.Select(c => c == calls[2] ? "intent" : "ended"),
            await centre.Tenant.In(s =>
                s.Query("select status from call_attempts order by array_position(@calls, id)", new { calls }, r => r.GetString(0))
            )
        );
        // The next batch is written as if nothing had been.
        writer.Post(centre.Tenant.Id, Ended(calls[2], "normal_clearing"), []);
        await writer.Stored(centre.Tenant.Id, calls[2], default);
        Assert.Equal("ended", await centre.Scalar<string>("select status from call_attempts where id = @id", new { id = calls[2] }));
        await writer.StopAsync(default);
    }

    [Fact]
    public async Task An_event_that_cannot_be_kept_is_refused_alone()
    {
        var tenant = await Given.Tenant(postgres.Database);
        using var inbox = new CarrierInbox(postgres.Database.Tenants, TimeProvider.System, NullLogger<CarrierInbox>.Instance);
        var taken = Enumerable
            .Range(0, 70)
            .Select(i =>
                inbox.Add(
                    new(
                        $"event {i}",
                        CarrierEventKind.HungUp,
                        LegKind.Customer,
                        tenant.Id,
                        Ids.New(),
                        "leg",
                        TimeProvider.System.GetUtcNow()
                    ),
                    i == 30 ? "{\"cause\":\"\\u0000\"}"u8.ToArray() : "{}"u8.ToArray()
                )
            )
            .ToList();
        // All wait by now, so they are one batch.
        await inbox.StartAsync(default);
        await Assert.ThrowsAnyAsync<Exception>(() => taken[30]);
        Assert.All(await Task.WhenAll(taken.Where((_, i) => i != 30)), Assert.True);
        Assert.Equal(69, await tenant.In(s => s.Scalar<long>("select count(*) from carrier_inbox")));
        await inbox.StopAsync(default);
    }

    [Fact]
    public async Task An_agent_whose_status_could_not_be_stored_has_the_one_that_was()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1));
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await Assert.ThrowsAnyAsync<Exception>(() => centre.Agent(world, agent).SetStatus(AgentStatus.Break, "x\0", agent));
        Assert.Equal(AgentStatus.Available, (await centre.Agent(world, agent).Get()).Status);
        Assert.Equal(AgentStatus.Available, await centre.Scalar<string>("select status from agent_states"));
        Assert.Equal(AgentStatus.Break, (await centre.Agent(world, agent).SetStatus(AgentStatus.Break, "tea", agent)).Value!.Status);
        Assert.Equal("tea", await centre.Scalar<string>("select reason from agent_states"));
    }

    [Fact]
    public async Task What_an_agent_asks_for_while_nothing_can_be_stored_has_not_happened_to_anybody()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1));
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Agent(world, agent).PresenceSeen(TimeProvider.System.GetUtcNow());
        // Of the kind that passes: the activation lives on and stores again what had happened before.
        await Owner(
            $"""
            create function away() returns trigger language plpgsql as $$ begin raise exception using errcode = 'too_many_connections', message = 'away'; end $$;
            create trigger away before update on agent_states for each row when (new.tenant_id = '{centre.Tenant.Id}' and new.status in ('break', 'offline')) execute function away();
            """
        );
        var before = await centre.Agent(world, agent).Get();
        await Assert.ThrowsAnyAsync<Exception>(() => centre.Agent(world, agent).SetStatus(AgentStatus.Break, "tea", agent));
        await Assert.ThrowsAnyAsync<Exception>(() => centre.Agent(world, agent).SetStatus(AgentStatus.Offline, "home", Ids.New()));
        await Assert.ThrowsAnyAsync<Exception>(() => centre.Agent(world, agent).SignedOut());
        await Assert.ThrowsAnyAsync<Exception>(() =>
            centre.Agent(world, agent).BrowserLost(TimeProvider.System.GetUtcNow().AddMinutes(1), TimeSpan.Zero)
        );
        Assert.Equal(before, await centre.Agent(world, agent).Get());

        // He still takes calls, and has the one that comes.
        await centre.Start(world);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        await Owner("drop function away cascade");
        Assert.Equal(AgentStatus.Break, (await centre.Agent(world, agent).SetStatus(AgentStatus.Break, "tea", agent)).Value!.PendingStatus);
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from agent_state_log where status in ('break', 'offline')"));
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from audit_log where action = 'agents.forced'"));
    }

    private async Task Owner(string sql)
    {
        await using var command = postgres.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static AttemptSnapshot Ended(Guid call, string cause) =>
        new(
            new(call, 1),
            "ended",
            "leg",
            null,
            Outcome.Failed,
            null,
            TimeProvider.System.GetUtcNow(),
            null,
            null,
            TimeProvider.System.GetUtcNow(),
            cause,
            "caller",
            null
        );
}
