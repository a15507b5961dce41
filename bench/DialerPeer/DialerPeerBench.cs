using Npgsql;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Postgres;

namespace Pivotal.Bench.DialerPeer;

/// <summary>
/// The product's dialing beside the classic design on one server: contacts assigned per second where agents are always free, and the time from an agent free to
/// the next dial where every call is talked. The classic design once with its own tick of two seconds, which is the goal's, and once without any pause.
/// </summary>
internal sealed class DialerPeerBench : IBench
{
    private const int Campaigns = 10,
        AgentsEach = 10,
        ContactsEach = 20_000,
        FewestContactsEach = 8_000,
        Lone = 40;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    public string Name => "dialer-peer";

    public string Says =>
        "contacts assigned per second, 10 campaigns with 10 agents ÷ a polling loop with one query per gate on the same server; and milliseconds from agent free to dial";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var folder = Path.Combine("/var/tmp", $"pivotal-bench-{Environment.ProcessId}-{Ids.New():N}");
        var server = await PrivatePostgres.Start(new() { DataFolder = folder }, cancel);
        try
        {
            await Migrator.Migrate(server.OwnerConnection, cancel);
            await using var source = NpgsqlDataSource.Create(PivotalDatabase.Pooled(server.AppConnection, 30));
            await using var owner = NpgsqlDataSource.Create(PivotalDatabase.Pooled(server.OwnerConnection, 30));
            var db = new TenantDb(source);
            var time = TimeSpan.FromSeconds(Math.Max(3, 8 * options.Scale));
            // Most of a round is the filling of its queues; a short one needs no more people than it can dial.
            var contactsEach = Math.Max(FewestContactsEach, options.Scaled(ContactsEach));

            var (ours, classic) = await Rounds.Alternate(
                options with
                {
                    WarmUps = 1,
                },
                () => Product().Rate(time, cancel),
                () => Classic(Tick).Rate(time, cancel)
            );
            var restless = await Classic(TimeSpan.Zero).Rate(time, cancel);
            var (mine, theirs) = (
                await new Floor(db, Lone, 1, 1000).Waits(2 * time, Talk(), cancel),
                await new ClassicDialer(owner, Lone, 1, 1000, Tick).Waits(2 * time, Talk(), cancel)
            );
            var theirsRestless = await new ClassicDialer(owner, Lone, 1, 1000, TimeSpan.Zero).Waits(time, Talk(), cancel);
            return BenchResult.Of(
                Name,
                ours,
                classic,
                "contacts/s",
                goal: 50,
                figures:
                [
                    ("withoutPause", restless),
                    ("ratioWithoutPause", ours.Median / restless),
                    ("freeToDialP50Ms", mine.Median),
                    ("freeToDialP99Ms", mine.Quantile(0.99)),
                    ("classicP99Ms", theirs.Quantile(0.99)),
                    ("p99Ratio", mine.Quantile(0.99) / theirs.Quantile(0.99)),
                    ("classicWithoutPauseP99Ms", theirsRestless.Quantile(0.99)),
                    ("dialsTimed", mine.Count),
                    ("classicDialsTimed", theirs.Count),
                ]
            );

            Floor Product() => new(db, Campaigns, AgentsEach, contactsEach);

            ClassicDialer Classic(TimeSpan tick) => new(owner, Campaigns, AgentsEach, contactsEach, tick);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Between a half and two seconds, the same for both.</summary>
    private static Func<TimeSpan> Talk()
    {
        var random = new Random(11);
        return () =>
        {
            lock (random)
                return TimeSpan.FromMilliseconds(500 + random.Next(1500));
        };
    }
}
