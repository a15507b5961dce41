using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Pivotal.Api.Telephony;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;
using Pivotal.Silo;

namespace Pivotal.Bench.DialerPeer;

/// <summary>The product's own grains with agents at work, a fresh tenant each time.</summary>
internal sealed class Floor(TenantDb db, int campaigns, int agentsEach, int contactsEach)
{
    private readonly Guid _tenant = Ids.New();

    private List<(Guid Campaign, string CallerId, Guid[] Agents)> Teams { get; } = [];

    /// <summary>Dials as many as it can, none of them answered.</summary>
    /// <returns>contacts assigned per second</returns>
    public async Task<double> Rate(TimeSpan time, CancellationToken cancel)
    {
        var carrier = new LoopCarrier(null);
        return await Work(
            carrier,
            async () =>
            {
                // The first seconds fill hoppers and warm up; they are nobody's figure.
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancel);
                var (before, started) = (carrier.Dials, Stopwatch.GetTimestamp());
                await Task.Delay(time, TimeProvider.System, cancel);
                var rate = (carrier.Dials - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
                return carrier.Dials < campaigns * contactsEach
                    ? rate
                    : throw new BenchException("the contacts ran out before the time did");
            },
            cancel
        );
    }

    /// <summary>Every call is answered and talked; each campaign has one agent, so that each dial has one cause.</summary>
    /// <returns>milliseconds from an agent free to the dial sent</returns>
    public async Task<Sample> Waits(TimeSpan time, Func<TimeSpan> talk, CancellationToken cancel)
    {
        var carrier = new LoopCarrier(talk);
        return await Work(
            carrier,
            async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancel);
                carrier.Waits.Clear();
                await Task.Delay(time, TimeProvider.System, cancel);
                return new Sample(carrier.Waits);
            },
            cancel
        );
    }

    private async Task<T> Work<T>(LoopCarrier carrier, Func<Task<T>> measure, CancellationToken cancel)
    {
        await Build(cancel);
        foreach (var team in Teams)
            carrier.Campaigns[team.CallerId] = team.Campaign;
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddSingleton(db)
            .AddSingleton<ICarrier>(carrier)
            .AddSingleton(new DialLimit(10_000_000));
        builder.AddGrainHost();
        using var host = builder.Build();
        await host.StartAsync(cancel);
        carrier.Intake = ActivatorUtilities.CreateInstance<CarrierIntake>(host.Services);
        CallerTenant.Set(_tenant);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        foreach (var team in Teams)
        {
            if (!(await grains.Queue(_tenant, team.Campaign).Start(Guid.Empty)).Ok)
                throw new BenchException("a campaign did not start");
        }

        // Whole lists are in before the first agent comes, as in the classic design's tables.
        foreach (var team in Teams)
            while ((await grains.Queue(_tenant, team.Campaign).Snapshot()).Work is not null)
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancel);
        foreach (var agent in Teams.SelectMany(t => t.Agents))
            await grains.Agent(_tenant, agent).SetStatus(AgentStatus.Available, null, agent);

        var figure = await measure();
        foreach (var team in Teams)
            await grains.Queue(_tenant, team.Campaign).Pause(Guid.Empty);
        await host.StopAsync(cancel);
        return figure;
    }

    private async Task Build(CancellationToken cancel)
    {
        await db.System(
            (s, ct) =>
                s.Execute(
                    "select provision_tenant(@tenant, @name, @name, 'America/New_York', false)",
                    new { tenant = _tenant, name = $"b-{_tenant:N}" },
                    ct
                ),
            cancel
        );
        await db.InTenant(
            _tenant,
            async (s, ct) =>
            {
                for (var n = 0; n < campaigns; n++)
                {
                    var (list, campaign, caller) = (Ids.New(), Ids.New(), $"+1202555{n:D4}");
                    await s.Execute(
                        "insert into lists (tenant_id, id, name) values (@tenant, @list, @list::text)",
                        new { tenant = _tenant, list },
                        ct
                    );
                    await s.Execute(
                        """
                        insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, direct_phone_e164)
                        select @tenant, gen_random_uuid(), 'Person ' || n, 'person ' || n, @n || '-' || n || '@example.com', @n || '-' || n || '@example.com', '+1' || (2120000000 + @n * 1000000::bigint + n)
                        from generate_series(1, @contacts) as n
                        """,
                        new
                        {
                            tenant = _tenant,
                            n,
                            contacts = contactsEach,
                        },
                        ct
                    );
                    await s.Execute(
                        "insert into list_members (tenant_id, list_id, contact_id) select tenant_id, @list, id from contacts where email_normalized like @n || '-%'",
                        new { list, n = n.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                        ct
                    );
                    await s.Execute(
                        """
                        insert into campaigns (tenant_id, id, name, list_id, caller_id, window_days, window_start, window_end, use_contact_zone, wrap_up_s, max_attempts, amd_enabled, max_concurrent)
                        values (@tenant, @campaign, @campaign::text, @list, @caller, '{1,2,3,4,5,6,7}', '00:00', '00:00', false, 0, 1, false, 1000)
                        """,
                        new
                        {
                            tenant = _tenant,
                            campaign,
                            list,
                            caller,
                        },
                        ct
                    );
                    var agents = Enumerable.Range(0, agentsEach).Select(_ => Ids.New()).ToArray();
                    foreach (var agent in agents)
                    {
                        await s.Execute(
                            """
                            insert into users (tenant_id, id, username, username_normalized, email, email_normalized, security_stamp)
                            values (@tenant, @agent, @agent::text, @agent::text, @agent || '@example.com', @agent || '@example.com', '')
                            """,
                            new { tenant = _tenant, agent },
                            ct
                        );
                        await s.Execute(
                            "insert into campaign_agents (tenant_id, campaign_id, agent_id) values (@tenant, @campaign, @agent)",
                            new
                            {
                                tenant = _tenant,
                                campaign,
                                agent,
                            },
                            ct
                        );
                    }

                    Teams.Add((campaign, caller, agents));
                }
            },
            cancel
        );
    }
}
