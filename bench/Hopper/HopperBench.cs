using System.Diagnostics;
using Npgsql;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Postgres;

namespace Pivotal.Bench.Hopper;

/// <summary>
/// What a large queue costs: the time to claim the next contacts from ten million beside one million, on the same server, in the two states that matter:
/// every clock open, and only the smallest zone open while everybody in front of the queue has to wait.
/// </summary>
internal sealed class HopperBench : IBench
{
    private const int Small = 1_000_000,
        Large = 10_000_000,
        ClaimsPerRound = 15;

    public string Name => "hopper";

    public string Says =>
        "milliseconds to claim 20 contacts from a queue of ten million beside one of a million (the worse of: all zones open, one of four open)";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var folder = Path.Combine("/var/tmp", $"pivotal-bench-{Environment.ProcessId}-{Ids.New():N}");
        // Kept on disk, not thrown away: the figures would be those of a server that never writes.
        var server = await PrivatePostgres.Start(new() { DataFolder = folder }, cancel);
        try
        {
            await Migrator.Migrate(server.OwnerConnection, cancel);
            await using var source = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(PivotalDatabase.Pooled(server.AppConnection, 80))
                {
                    CommandTimeout = 600,
                }.ConnectionString
            );
            var db = new TenantDb(source);
            var small = await LargeQueue.Fill(db, "small", options.Scaled(Small), cancel);
            var large = await LargeQueue.Fill(db, "large", options.Scaled(Large), cancel);
            await using (
                var owner = NpgsqlDataSource.Create(
                    new NpgsqlConnectionStringBuilder(server.OwnerConnection) { CommandTimeout = 600 }.ConnectionString
                )
            )
            await using (var vacuum = owner.CreateCommand("vacuum (analyze) contacts"))
                await vacuum.ExecuteNonQueryAsync(cancel);

            Console.WriteLine(" all zones open");
            var (openLarge, openSmall) = await Rounds.Alternate(
                options,
                () => Claims(large, LargeQueue.Zones),
                () => Claims(small, LargeQueue.Zones)
            );
            Console.WriteLine(" one zone open");
            string[] one = [LargeQueue.Zones[^1]];
            var (oneLarge, oneSmall) = await Rounds.Alternate(options, () => Claims(large, one), () => Claims(small, one));
            var (openRatio, oneRatio) = (openLarge.Median / openSmall.Median, oneLarge.Median / oneSmall.Median);
            (string, object)[] figures =
            [
                ("allOpenMs", openLarge.Median),
                ("allOpenRatio", openRatio),
                ("oneOpenMs", oneLarge.Median),
                ("oneOpenRatio", oneRatio),
                ("zonesMs", await Timed(() => large.ReadZones(cancel))),
                ("countMs", await Timed(() => large.Count(cancel))),
                ("recoverMs", await Timed(() => large.Recover(cancel))),
                ("contacts", options.Scaled(Large)),
            ];
            return openRatio >= oneRatio
                ? BenchResult.Of(Name, openLarge, openSmall, "ms per claim", goal: 1.2, lowerIsBetter: true, figures: figures)
                : BenchResult.Of(Name, oneLarge, oneSmall, "ms per claim", goal: 1.2, lowerIsBetter: true, figures: figures);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        async Task<double> Claims(LargeQueue queue, IReadOnlyList<string> zones)
        {
            var spent = TimeSpan.Zero;
            for (var i = 0; i < ClaimsPerRound; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await queue.Claim(20, zones, cancel);
                spent += Stopwatch.GetElapsedTime(started);
            }

            return spent.TotalMilliseconds / ClaimsPerRound;
        }
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
