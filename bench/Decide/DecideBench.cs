using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Silo;

namespace Pivotal.Bench.Decide;

/// <summary>
/// How many answered calls a queue can give to an agent, beside calls that do nothing, in one silo with the product's filters.
/// The calls are unknown to the queue, which spares it the note of who has which call; everything else is as in a campaign.
/// </summary>
internal sealed class DecideBench : IBench
{
    private const int Queues = 50;
    private const int Agents = 50;
    private const int BurstsOfOne = 400;
    private const int BurstsOfAll = 20;

    public string Name => "decide";

    public string Says => "route decisions/s of one campaign's queue and of 50, each with 50 idle agents ÷ empty grain calls/s on the same engine";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var folder = Path.Combine("/var/tmp", $"pivotal-bench-{Environment.ProcessId}-{Ids.New():N}");
        await using var server = await PrivatePostgres.Start(new() { DataFolder = folder, ThrowAway = true }, cancel);
        await Migrator.Migrate(server.OwnerConnection, cancel);
        await using var source = NpgsqlDataSource.Create(PivotalDatabase.Pooled(server.AppConnection, 80));
        var db = new TenantDb(source);
        var tenant = Ids.New();
        var campaigns = await Campaigns(db, tenant, cancel);

        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(db);
        builder.AddGrainHost();
        using var host = builder.Build();
        await host.StartAsync(cancel);
        CallerTenant.Set(tenant);
        var queues = new QueuesUnderLoad(host.Services.GetRequiredService<IGrainFactory>(), tenant, campaigns, Agents);

        Console.WriteLine(" one queue");
        var (one, emptyOne) = await Rounds.Alternate(
            options, () => queues.Decisions(1, options.Scaled(BurstsOfOne)), () => queues.EmptyCalls(1, options.Scaled(BurstsOfOne)));
        Console.WriteLine($" {Queues} queues");
        var (all, emptyAll) = await Rounds.Alternate(
            options, () => queues.Decisions(Queues, options.Scaled(BurstsOfAll)), () => queues.EmptyCalls(Queues, options.Scaled(BurstsOfAll)));
        await host.StopAsync(cancel);

        var (step, ticking, choice) = (PureSteps.PacingStep(), PureSteps.ThousandCampaigns(), PureSteps.AgentChoiceP99());
        Console.WriteLine(FormattableString.Invariant(
            $" the state alone: pacing step of 50 agents and 300 ringing {step:F4} ms (goal 0.2); 1,000 campaigns of 10 agents {ticking:F3} s of one core per second (goal 1); agent for an answered call among 500 p99 {choice:F4} ms (goal 10)"));

        // The closing figure is the worse of the two.
        var (ratioOne, ratioAll) = (one.Median / emptyOne.Median, all.Median / emptyAll.Median);
        (string, object)[] figures =
        [
            ("ratio1", ratioOne), ("decisions1", one.Median), ("empty1", emptyOne.Median),
            ("ratio50", ratioAll), ("decisions50", all.Median), ("empty50", emptyAll.Median), ("agentsPerQueue", Agents),
            ("pacingStepMs", step), ("coreFor1000Campaigns", ticking), ("agentChoiceP99Ms", choice),
        ];
        return ratioOne <= ratioAll
            ? BenchResult.Of(Name, one, emptyOne, "decisions/s", goal: 0.3, figures: figures)
            : BenchResult.Of(Name, all, emptyAll, "decisions/s", goal: 0.3, figures: figures);
    }

    // Drafts: a queue that does not dial decides just the same, and leaves the database alone meanwhile.
    private static async Task<IReadOnlyList<Guid>> Campaigns(TenantDb db, Guid tenant, CancellationToken cancel)
    {
        await db.System((s, ct) => s.Execute("select provision_tenant(@tenant, 'Bench', 'bench', 'America/New_York', false)", new { tenant }, ct), cancel);
        Guid[] ids = [.. Enumerable.Range(0, Queues).Select(_ => Ids.New())];
        await db.InTenant(tenant, async (s, ct) =>
        {
            for (var i = 0; i < ids.Length; i++)
                await s.Execute("insert into campaigns (tenant_id, id, name) values (@tenant, @id, @name)", new { tenant, id = ids[i], name = $"Bench {i}" }, ct);
        }, cancel);
        return ids;
    }
}
