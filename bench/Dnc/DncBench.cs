using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
using Pivotal.Api.Compliance;
using Pivotal.Api.Shared;
using Pivotal.Api.Telephony;
using Pivotal.Bench.DialerPeer;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;
using Pivotal.Hosting.Postgres;
using Pivotal.Silo;

namespace Pivotal.Bench.Dnc;

/// <summary>
/// How long a number that is put on the do-not-call list can still be dialled while ten campaigns are about to: from the request's beginning, through the API's own
/// handler, until it waits in no queue and its last dial is over. Then the same for ten thousand numbers at once, and for a hundred thousand in a row.
/// </summary>
internal sealed class DncBench : IBench
{
    private const int Campaigns = 10,
        AgentsEach = 5,
        People = 6_000,
        Numbers = 200,
        Bulk = 10_000,
        Bulks = 10;

    /// <summary>Issue 4: pushed into a running queue within two seconds.</summary>
    private const double Limit = 2_000;

    public string Name => "dnc";

    public string Says =>
        "p99 milliseconds from a do-not-call request to no queue of ten dialling the number ÷ p99 of one plain INSERT on the same server; and against 2,000 ms";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var folder = Path.Combine("/var/tmp", $"pivotal-bench-{Environment.ProcessId}-{Ids.New():N}");
        var server = await PrivatePostgres.Start(new() { DataFolder = folder }, cancel);
        try
        {
            await Migrator.Migrate(server.OwnerConnection, cancel);
            await using var source = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(server.AppConnection)
                {
                    MaxPoolSize = 30,
                    MaxAutoPrepare = 200,
                    AutoPrepareMinUsages = 5,
                }.ConnectionString
            );
            await using var owner = NpgsqlDataSource.Create(server.OwnerConnection);
            await using (var table = owner.CreateCommand("create table plain_numbers (value text primary key)"))
                await table.ExecuteNonQueryAsync(cancel);
            return await Measure(new TenantDb(source), owner, options, cancel);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<BenchResult> Measure(TenantDb db, NpgsqlDataSource owner, BenchOptions options, CancellationToken cancel)
    {
        var centre = new RunningCampaigns(db, Campaigns, AgentsEach, People);
        await centre.Build(cancel);
        // Conversations of a second or two: everybody on the floor is busy, and somebody is dialled twenty times a second.
        var talk = new Random(7);
        var carrier = new LoopCarrier(() =>
        {
            lock (talk)
                return TimeSpan.FromMilliseconds(1000 + talk.Next(2000));
        });
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
        CallerTenant.Set(centre.Tenant);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        foreach (var campaign in centre.Campaigns)
            if (!(await grains.Queue(centre.Tenant, campaign).Start(Guid.Empty)).Ok)
                throw new BenchException("a campaign did not start");
        await Until(() =>
            db.InTenant(centre.Tenant, (s, ct) => s.Scalar<bool>("select not exists (select 1 from queue_chores)", null, ct), cancel)
        );
        foreach (var agent in centre.Agents)
            await grains.Agent(centre.Tenant, agent).SetStatus(AgentStatus.Available, null, agent);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancel);
        Console.WriteLine($"  {Campaigns} campaigns dial");

        var user = new RequestUser(centre.Tenant, centre.Agents[0], Ids.New(), "Bench", new HashSet<string>(), null);
        var (random, asked, plain) = (new Random(5), new List<(string Phone, long At, double Took)>(), new List<double>());
        for (var n = 0; n < options.Scaled(Numbers); n++)
        {
            if (await centre.SoonCalled(n % Campaigns, random.Next(40), cancel) is not { } phone)
                throw new BenchException("the contacts ran out");
            var started = Stopwatch.GetTimestamp();
            await Add([phone]);
            await Until(async () => await centre.StillWaiting([phone], cancel) == 0, () => centre.Where(phone, cancel));
            asked.Add((phone, started, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            plain.Add(await Plain(owner, phone, cancel));
            if (asked.Count % 25 == 0)
                Console.WriteLine($"  {asked.Count} numbers, the last after {asked[^1].Took:F0} ms");
        }

        Console.WriteLine($"  {asked.Count} numbers one by one: worst {asked.Max(a => a.Took):F0} ms, {carrier.Dials} dials so far");
        var dials = carrier.Dials;
        List<double> bulks = [];
        for (var n = 0; n < Bulks; n++)
        {
            // Most are nobody's; every tenth stands at the end of all ten queues.
            string[] phones =
            [
                .. Enumerable
                    .Range(0, options.Scaled(Bulk))
                    .Select(i => RunningCampaigns.Phone(i % 10 == 0 ? People - n * Bulk / 20 - i / 20 : 50_000_000 + n * Bulk + i)),
            ];
            var started = Stopwatch.GetTimestamp();
            await Add(phones);
            if (await centre.StillWaiting(phones, cancel) > 0)
                throw new BenchException("a number still waits after the answer");
            bulks.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var dialsMeanwhile = carrier.Dials - dials;
        foreach (var campaign in centre.Campaigns)
            await grains.Queue(centre.Tenant, campaign).Pause(Guid.Empty);
        await host.StopAsync(cancel);

        // A dial that the request met under way counts until it was made.
        var (late, took) = (0, new List<double>());
        foreach (var (phone, at, gone) in asked)
        {
            var last =
                carrier.LastDials.TryGetValue(phone, out var dialed) && dialed > at
                    ? Stopwatch.GetElapsedTime(at, dialed).TotalMilliseconds
                    : 0;
            if (last > gone)
                late++;
            took.Add(Math.Max(gone, last));
        }

        var (ours, beside) = (new Sample(took), new Sample(plain));
        return new BenchResult(
            Name,
            ours.Quantile(0.99),
            beside.Quantile(0.99),
            "ms",
            100,
            LowerIsBetter: true,
            Noise: 0,
            new Dictionary<string, object>
            {
                ["p50Ms"] = ours.Median,
                ["worstMs"] = ours.Quantile(1),
                ["numbers"] = ours.Count,
                ["limitMs"] = Limit,
                ["overLimit"] = took.Count(t => t > Limit),
                ["dialedAfterTheAnswer"] = late,
                ["bulkOf"] = options.Scaled(Bulk),
                ["bulkP50Ms"] = new Sample(bulks).Median,
                ["bulkWorstMs"] = bulks.Max(),
                ["bulksS"] = bulks.Sum() / 1000,
                ["dialsDuringBulks"] = dialsMeanwhile,
            }
        );

        async Task Add(string[] phones)
        {
            var answer = await AddSuppressions.Handle(new("phone", phones, "bench"), user, new RequestDb(db, user), grains, cancel);
            if (answer.Result is not Ok<AddedSuppressions> { Value.Invalid.Count: 0 })
                throw new BenchException("the numbers were not accepted");
        }

        async Task Until(Func<Task<bool>> condition, Func<Task<string>>? where = null)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(where is null ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(30));
            while (!await condition())
            {
                if (limit.IsCancellationRequested)
                    throw new BenchException($"It never came to pass. {(where is null ? "" : await where())}");
                await Task.Delay(2, cancel);
            }
        }
    }

    private static async Task<double> Plain(NpgsqlDataSource owner, string phone, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        await using var insert = owner.CreateCommand("insert into plain_numbers (value) values ($1) on conflict do nothing");
        insert.Parameters.Add(new() { Value = phone });
        await insert.ExecuteNonQueryAsync(cancel);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
