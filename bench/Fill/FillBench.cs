using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
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

namespace Pivotal.Bench.Fill;

/// <summary>
/// What a manager waits for with a list of a million: the answer to "start", the first dial, the whole queue, and the longest silence on the lines while the queue is
/// filled and while the order of the running campaign is changed. An agent is free all the time, so that a silence is the queue's own.
/// </summary>
internal sealed class FillBench : IBench
{
    private const int People = 1_000_000;

    public string Name => "fill";

    public string Says =>
        "people per second from a list of a million into a queue that dials meanwhile ÷ one plain INSERT of the same rows with the same indexes and references; and the waits of the manager";

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
            await using var owner = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(server.OwnerConnection) { CommandTimeout = 900 }.ConnectionString
            );
            var list = new LongList(new TenantDb(source), options.Scaled(People));
            await list.Build(cancel);
            await using (var vacuum = owner.CreateCommand("vacuum (analyze) contacts, list_members"))
                await vacuum.ExecuteNonQueryAsync(cancel);
            var plain = await list.PlainCopy(owner, cancel);
            var (rate, figures) = await Shift(list, new TenantDb(source), cancel);
            return BenchResult.Of(
                Name,
                new Sample([rate]),
                new Sample([plain]),
                "people/s",
                goal: 0.25,
                figures: [("people", list.People), .. figures]
            );
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Rate, List<(string, object)> Figures)> Shift(LongList list, TenantDb db, CancellationToken cancel)
    {
        var carrier = new LoopCarrier(null);
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
        CallerTenant.Set(list.Tenant);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await grains.Agent(list.Tenant, list.Agent).SetStatus(AgentStatus.Available, null, list.Agent);
        await using var ear = new Ear(carrier);

        var begun = Stopwatch.GetTimestamp();
        if (!(await grains.Queue(list.Tenant, list.Campaign).Start(Guid.Empty)).Ok)
            throw new BenchException("the campaign did not start");
        var answered = Stopwatch.GetElapsedTime(begun);
        await Until(() => Task.FromResult(carrier.Dials > 0));
        var firstDial = Stopwatch.GetElapsedTime(begun);
        ear.Reset();
        await Until(() => list.IsFilled(cancel));
        var filled = Stopwatch.GetElapsedTime(begun);
        var (dialsWhileFilling, silenceWhileFilling) = ear.Reset();
        Console.WriteLine(
            $"  start answered after {answered.TotalSeconds:F2} s, first dial after {firstDial.TotalSeconds:F2} s, all {list.People:N0} after {filled.TotalSeconds:F1} s, {dialsWhileFilling} dials meanwhile, silence {silenceWhileFilling.TotalMilliseconds:F0} ms"
        );
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancel);
        var (_, usual) = ear.Reset();

        var (order, back) = (await Change("last_name_up"), await Change("priority"));
        await grains.Queue(list.Tenant, list.Campaign).Pause(Guid.Empty);
        await host.StopAsync(cancel);
        return (
            list.People / filled.TotalSeconds,
            [
                ("startAnsweredMs", answered.TotalMilliseconds),
                ("firstDialMs", firstDial.TotalMilliseconds),
                ("filledS", filled.TotalSeconds),
                ("dialsWhileFilling", dialsWhileFilling),
                ("silenceWhileFillingMs", silenceWhileFilling.TotalMilliseconds),
                ("usualSilenceMs", usual.TotalMilliseconds),
                ("reorderAnsweredMs", order.Answered),
                ("reorderS", order.Took),
                ("reorderSilenceMs", order.Silence),
                ("reorderDials", order.Dials),
                ("backAnsweredMs", back.Answered),
                ("backS", back.Took),
                ("backSilenceMs", back.Silence),
                ("backDials", back.Dials),
            ]
        );

        async Task<(double Answered, double Took, double Silence, int Dials)> Change(string to)
        {
            await list.Order(to, cancel);
            var started = Stopwatch.GetTimestamp();
            await grains.Queue(list.Tenant, list.Campaign).Refresh();
            var refreshed = Stopwatch.GetElapsedTime(started);
            var dials = carrier.Dials;
            // The claim after the next at the latest is one of the new order.
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancel);
            await Until(async () => carrier.Dials > dials && await list.IsSettled(cancel));
            var took = Stopwatch.GetElapsedTime(started);
            var (heard, silence) = ear.Reset();
            Console.WriteLine(
                $"  order {to}: told after {refreshed.TotalMilliseconds:F0} ms, done after {took.TotalSeconds:F1} s, {heard} dials meanwhile, silence {silence.TotalMilliseconds:F0} ms"
            );
            return (refreshed.TotalMilliseconds, took.TotalSeconds, silence.TotalMilliseconds, heard);
        }

        async Task Until(Func<Task<bool>> condition)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromMinutes(10));
            while (!await condition())
                await Task.Delay(20, limit.Token);
        }
    }
}
