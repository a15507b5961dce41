using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Postgres;
using Pivotal.Silo;

namespace Pivotal.Bench.Caps;

/// <summary>
/// One account's cap under a thousand callers at once: each reservation is stored before it is answered. Beside it the obvious way, one guarded UPDATE of a
/// counter and one inserted row for each reservation, on the same server. Afterwards the rows are counted: not one more than the cap.
/// </summary>
internal sealed class CapsBench : IBench
{
    private const int Callers = 1_000,
        PerCaller = 5;

    public string Name => "caps";

    public string Says =>
        "durable reservations/s on one hot cap, 1,000 callers at once ÷ a guarded UPDATE and a row each; overshoot has to be 0";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var folder = Path.Combine("/var/tmp", $"pivotal-bench-{Environment.ProcessId}-{Ids.New():N}");
        // Kept on disk: a throw-away server skips the flush that makes a reservation durable.
        var server = await PrivatePostgres.Start(new() { DataFolder = folder }, cancel);
        try
        {
            await Migrator.Migrate(server.OwnerConnection, cancel);
            await using var source = NpgsqlDataSource.Create(PivotalDatabase.Pooled(server.AppConnection, 40));
            var db = new TenantDb(source);
            var (tenant, campaign) = (Ids.New(), Ids.New());
            await db.System(
                (s, ct) => s.Execute("select provision_tenant(@tenant, 'Bench', 'bench', 'America/New_York', false)", new { tenant }, ct),
                cancel
            );
            await db.InTenant(
                tenant,
                (s, ct) =>
                    s.Execute(
                        "insert into campaigns (tenant_id, id, name) values (@tenant, @campaign, 'Bench')",
                        new { tenant, campaign },
                        ct
                    ),
                cancel
            );

            var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
            builder.Services.AddSingleton(TimeProvider.System).AddSingleton(db);
            builder.AddGrainHost();
            using var host = builder.Build();
            await host.StartAsync(cancel);
            CallerTenant.Set(tenant);
            var ours = new HotCap(host.Services.GetRequiredService<IGrainFactory>(), db, tenant, campaign);
            var obvious = new CounterCap(db, tenant, campaign);

            var each = Math.Max(1, (int)(PerCaller * options.Scale));
            var (rate, baseline) = await Rounds.Alternate(
                options,
                () => ours.Rate(Callers, each, cancel),
                () => obvious.Rate(Callers, each, cancel)
            );
            var overshoot = 0;
            foreach (var cap in new[] { 1, 37, 500, 999 })
                overshoot = Math.Max(overshoot, await ours.Overshoot(Callers, cap, cancel));
            await host.StopAsync(cancel);
            return BenchResult.Of(
                Name,
                rate,
                baseline,
                "durable reservations/s",
                goal: 1,
                figures: [("overshoot", overshoot), ("callers", Callers), ("goalValue", 1_000)]
            );
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
