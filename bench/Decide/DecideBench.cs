using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Postgres;
using Pivotal.Silo;

namespace Pivotal.Bench.Decide;

/// <summary>
/// How many answered calls a queue can give to an agent, beside calls that do nothing, in one silo with the product's filters; and calls that do nothing there, beside the same in a silo without anything of the product.
/// The calls are unknown to the queue, which spares it the note of who has which call; everything else is as in a campaign.
/// </summary>
internal sealed class DecideBench : IBench
{
    private const int Queues = 50;
    private const int Agents = 50;
    private const double CallOfBareGoal = 0.5;

    /// <summary>Until the runtime has optimised what a call passes through; before that the figures are several times too low.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(300);

    public string Name => "decide";

    public string Says =>
        "route decisions/s of one campaign's queue and of 50, each with 50 idle agents ÷ empty grain calls/s in the same silo; and those ÷ empty calls/s in a bare silo";

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
        await using var bareSilo = await BareSilo.Start(cancel);
        string[] keys = [.. campaigns.Select(c => new GrainKey(tenant, c).ToString())];
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var queues = new QueuesUnderLoad(grains, tenant, campaigns, Agents);
        var (empty, bare) = (new EmptyCalls(grains, keys, Agents, tenant), new EmptyCalls(bareSilo.Grains, keys, Agents, null));
        var during = TimeSpan.FromSeconds(Math.Max(options.Scale, Shortest.TotalSeconds));

        Console.WriteLine(" warming up");
        foreach (var many in (int[])[1, Queues])
        {
            await Decisions(many, WarmUp);
            await empty.Rate(many, WarmUp);
            await bare.Rate(many, WarmUp);
        }

        Console.WriteLine(" one queue");
        var (one, emptyOne) = await Rounds.Alternate(options, () => Decisions(1, during), () => empty.Rate(1, during));
        Console.WriteLine($" {Queues} queues");
        var (all, emptyAll) = await Rounds.Alternate(options, () => Decisions(Queues, during), () => empty.Rate(Queues, during));
        Console.WriteLine(" empty calls to one grain, in the product's silo beside a bare one");
        var (calls1, bare1) = await Rounds.Alternate(options, () => empty.Rate(1, during), () => bare.Rate(1, during));
        Console.WriteLine($" empty calls to {Queues} grains, in the product's silo beside a bare one");
        var (calls50, bare50) = await Rounds.Alternate(options, () => empty.Rate(Queues, during), () => bare.Rate(Queues, during));
        await host.StopAsync(cancel);

        var (step, ticking, choice) = (PureSteps.PacingStep(), PureSteps.ThousandCampaigns(), PureSteps.AgentChoiceP99());
        Console.WriteLine(
            FormattableString.Invariant(
                $" the state alone: pacing step of 50 agents and 300 ringing {step:F4} ms (goal 0.2); 1,000 campaigns of 10 agents {ticking:F3} s of one core per second (goal 1); agent for an answered call among 500 p99 {choice:F4} ms (goal 10)"
            )
        );

        // The closing figures are the worse of the two.
        var (ratioOne, ratioAll) = (one.Median / emptyOne.Median, all.Median / emptyAll.Median);
        var (callOfBare1, callOfBare50) = (calls1.Median / bare1.Median, calls50.Median / bare50.Median);
        var callOfBare = Math.Min(callOfBare1, callOfBare50);
        Console.WriteLine(
            FormattableString.Invariant(
                $" callOfBare {callOfBare:F3}; goal at least {CallOfBareGoal}: {(callOfBare >= CallOfBareGoal ? "met" : "not met")}"
            )
        );
        (string, object)[] figures =
        [
            ("ratio1", ratioOne),
            ("decisions1", one.Median),
            ("empty1", emptyOne.Median),
            ("ratio50", ratioAll),
            ("decisions50", all.Median),
            ("empty50", emptyAll.Median),
            ("agentsPerQueue", Agents),
            ("callOfBare", callOfBare),
            ("callOfBareMet", callOfBare >= CallOfBareGoal),
            ("callOfBareSpread", new[] { calls1, bare1, calls50, bare50 }.Max(s => s.Spread)),
            ("callOfBare1", callOfBare1),
            ("bare1", bare1.Median),
            ("callOfBare50", callOfBare50),
            ("bare50", bare50.Median),
            ("pacingStepMs", step),
            ("coreFor1000Campaigns", ticking),
            ("agentChoiceP99Ms", choice),
        ];
        return ratioOne <= ratioAll
            ? BenchResult.Of(Name, one, emptyOne, "decisions/s", goal: 0.3, figures: figures)
            : BenchResult.Of(Name, all, emptyAll, "decisions/s", goal: 0.3, figures: figures);

        Task<double> Decisions(int many, TimeSpan time)
        {
            CallerTenant.Set(tenant);
            return queues.Decisions(many, time);
        }
    }

    // Drafts: a queue that does not dial decides just the same, and leaves the database alone meanwhile.
    private static async Task<IReadOnlyList<Guid>> Campaigns(TenantDb db, Guid tenant, CancellationToken cancel)
    {
        await db.System(
            (s, ct) => s.Execute("select provision_tenant(@tenant, 'Bench', 'bench', 'America/New_York', false)", new { tenant }, ct),
            cancel
        );
        Guid[] ids = [.. Enumerable.Range(0, Queues).Select(_ => Ids.New())];
        await db.InTenant(
            tenant,
            async (s, ct) =>
            {
                for (var i = 0; i < ids.Length; i++)
                    await s.Execute(
                        "insert into campaigns (tenant_id, id, name) values (@tenant, @id, @name)",
                        new
                        {
                            tenant,
                            id = ids[i],
                            name = $"Bench {i}",
                        },
                        ct
                    );
            },
            cancel
        );
        return ids;
    }
}
