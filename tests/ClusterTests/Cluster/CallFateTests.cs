using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using Pivotal.ClusterTests.Dialer;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Cluster;
using Pivotal.Silo.Cluster;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>
/// What really arrives at a caller when a silo dies, leaves or is too slow, and what the grain did: the ground on which <see cref="CallRetry"/> judges. Calls come from a client and from
/// another silo.
/// </summary>
[Collection(nameof(Alone))]
public sealed class CallFateTests(FateClusterFixture clusters) : IClassFixture<FateClusterFixture>, IAsyncLifetime
{
    private const string Client = "client",
        Silo = "silo";

    private MortalCluster _cluster = null!;

    public static TheoryData<string, string> Callers =>
        new()
        {
            { Client, nameof(IFateProbe.Once) },
            { Client, nameof(IFateProbe.Again) },
            { Silo, nameof(IFateProbe.Once) },
            { Silo, nameof(IFateProbe.Again) },
        };

    public async Task InitializeAsync() => _cluster = await clusters.With(silos: 3);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory, MemberData(nameof(Callers))]
    public async Task A_call_that_runs_when_its_silo_dies_may_have_been_executed(string caller, string method)
    {
        var (doomed, target, from) = await Probes(caller);
        var call = Executions.New(out var id);
        var answer = Send(from, target, method, id);
        await call.Began;
        await _cluster.Kill(doomed);
        if (method == nameof(IFateProbe.Once))
            await Assert.ThrowsAsync<GrainUnreachableException>(() => answer);
        else
            await Eventually.Holds(() => Task.FromResult(call.Executed.Count == 2), "it runs elsewhere");
        // A silo hears that another one is dead; a client hears nothing and its time runs out.
        Assert.IsType(caller == Client ? typeof(TimeoutException) : typeof(SiloUnavailableException), call.Ended[1]);
        Assert.True(CallRetry.Fate(call.Ended[1]!));
        call.Release();
        if (method == nameof(IFateProbe.Again))
            await answer;
        call.AssertTrue(method == nameof(IFateProbe.Again));
    }

    [Theory, MemberData(nameof(Callers))]
    public async Task A_call_that_waits_its_turn_when_its_silo_dies_may_have_been_executed_for_all_the_caller_knows(
        string caller,
        string method
    )
    {
        var (doomed, target, from) = await Probes(caller);
        var (running, waiting) = (Executions.New(out var first), Executions.New(out var second, quick: true));
        var before = Assert.ThrowsAsync<GrainUnreachableException>(() => Send(from, target, nameof(IFateProbe.Once), first));
        await running.Began;
        var answer = Send(from, target, method, second);
        await waiting.Queued;
        await _cluster.Kill(doomed);
        if (method == nameof(IFateProbe.Once))
            await Assert.ThrowsAsync<GrainUnreachableException>(() => answer);
        else
            await answer;
        await before;
        Assert.True(CallRetry.Fate(waiting.Ended[1]!));
        running.Release();
        running.AssertTrue(false);
        waiting.AssertTrue(method == nameof(IFateProbe.Again));
    }

    [Theory, MemberData(nameof(Callers))]
    public async Task A_call_sent_to_a_silo_that_is_dead_already_is_executed_elsewhere_and_once(string caller, string method)
    {
        var (doomed, target, from) = await Probes(caller);
        await _cluster.Kill(doomed);
        var call = Executions.New(out var id, quick: true);
        try
        {
            await Send(from, target, method, id);
            Assert.Equal(call.Ended.Count, Assert.Single(call.Executed));
        }
        catch (GrainUnreachableException) when (method == nameof(IFateProbe.Once))
        {
            // The part of the directory that knows the grain died too, and the engine says it as if the call itself had been under way. Better not at all than twice.
            Assert.IsType<SiloUnavailableException>(call.Ended[call.Ended.Count]);
            Assert.Empty(call.Executed);
        }

        // Nobody there to connect to: it was never sent.
        Assert.All(
            call.Ended.Values.SkipLast(1),
            e => Assert.True(e is OrleansMessageRejectionException || method == nameof(IFateProbe.Again), $"{e}")
        );
        call.AssertTrue(false);
    }

    [Theory, MemberData(nameof(Callers))]
    public async Task A_silo_that_leaves_in_order_answers_what_runs_and_sends_back_what_waits(string caller, string method)
    {
        var (leaving, target, from) = await Probes(caller);
        var (running, waiting) = (Executions.New(out var first), Executions.New(out var second, quick: true));
        var answers = Send(from, target, method, first);
        await running.Began;
        var answer = Send(from, target, method, second);
        await waiting.Queued;
        // Asked for before: a silo that has left gives out nothing any more.
        var oracle = leaving.ServiceProvider.GetRequiredService<ISiloStatusOracle>();
        var left = _cluster.Stop(leaving);
        await Eventually.Holds(() => Task.FromResult(oracle.CurrentStatus != SiloStatus.Active), "the silo is leaving");
        var later = Executions.New(out var third, quick: true);
        var late = Send(from, target, method, third);
        running.Release();
        await Task.WhenAll(answers, answer, left);
        running.AssertOnce();
        waiting.AssertOnce();
        // Sent while the silo closes its lines: where one breaks under the call nobody knows whether it arrived, as when a silo dies.
        await later.AssertAnsweredOrLost(late, method == nameof(IFateProbe.Again));
    }

    [Theory, InlineData(Client), InlineData(Silo)]
    public async Task A_grain_that_takes_too_long_may_have_executed_the_call(string caller)
    {
        var (_, target, from) = await Probes(caller);
        var call = Executions.New(out var id);
        await Assert.ThrowsAsync<GrainUnreachableException>(() => Send(from, target, nameof(IFateProbe.Hasty), id));
        Assert.IsType<TimeoutException>(call.Ended[1]);
        call.Release();
        Assert.Single(call.Executed);
        call.AssertTrue(false);
    }

    public static TheoryData<string, string> Met =>
        new()
        {
            { Client, "rejected" },
            { Client, "lost" },
            { Client, "busy" },
            { Client, "slow" },
            { Silo, "rejected" },
            { Silo, "lost" },
            { Silo, "busy" },
            { Silo, "slow" },
        };

    [Theory, MemberData(nameof(Met))]
    public async Task What_a_grain_met_in_a_call_of_its_own_does_not_make_its_work_undone(string caller, string kind)
    {
        var (_, target, from) = await Probes(caller);
        var call = Executions.New(out var id, quick: true);
        var e = await Assert.ThrowsAnyAsync<Exception>(() => Send(from, target, nameof(IFateProbe.Meet), id, kind));
        // Its own time is its own matter and comes through as it is.
        Assert.IsType(kind == "slow" ? typeof(TimeoutException) : typeof(GrainUnreachableException), e);
        if (kind == "slow")
            Assert.Equal("the carrier took too long", e.Message);
        Assert.Single(call.Executed);
        call.AssertTrue(false);
    }

    // Every path at once: calls being written, on their way, waiting, running, and answers on their way back; through every gateway, the dying silo's too.
    [Theory, InlineData("dead"), InlineData("in order")]
    public async Task Of_thousands_of_calls_while_a_silo_goes_none_is_executed_twice_and_none_that_is_said_to_be_unsent_was_executed(
        string how
    )
    {
        var silos = _cluster.Silos;
        var targets = new List<string>();
        for (var i = 0; i < 60; i++)
            targets.Add(await Place(silos[i % 3]));
        using var stop = new CancellationTokenSource();
        List<(Executions Call, bool Answered)> all = [];
        var storm = Enumerable
            .Range(0, 24)
            .Select(worker =>
                Task.Run(async () =>
                {
                    for (var n = 0; !stop.IsCancellationRequested; n++)
                    {
                        var call = Executions.New(out var id, quick: true);
                        var from = worker % 3 == 0 ? _cluster.Client : Inside(silos[1 + (worker % 2)]);
                        var answered = true;
                        try
                        {
                            await Send(from, targets[((worker * 7) + n) % targets.Count], nameof(IFateProbe.Once), id);
                        }
                        catch (GrainUnreachableException)
                        {
                            answered = false;
                        }

                        lock (all)
                            all.Add((call, answered));
                    }
                })
            )
            .ToList();
        int Count()
        {
            lock (all)
                return all.Count;
        }

        await Eventually.Holds(() => Task.FromResult(Count() > 500), "calls flow");
        await (how == "dead" ? _cluster.Kill(silos[0]) : _cluster.Stop(silos[0]));
        var then = Count();
        await Eventually.Holds(() => Task.FromResult(Count() > then + 500), "calls flow again");
        await stop.CancelAsync();
        await Task.WhenAll(storm);
        Assert.All(
            all,
            one =>
            {
                if (one.Answered)
                    Assert.Single(one.Call.Executed);
                one.Call.AssertTrue(false);
            }
        );
        Assert.Contains(all, one => one.Call.Ended.Values.Any(e => e is not null) || how == "in order");
    }

    /// <summary>A probe on a silo that is about to go, and who calls it: a client, or another silo.</summary>
    private async Task<(InProcessSiloHandle Silo, string Target, IGrainFactory From)> Probes(string caller)
    {
        var silos = _cluster.Silos;
        var (target, from) = (await Place(silos[1]), caller == Client ? _cluster.Client : Inside(silos[2]));
        // Who does not know yet where the grain lives may ask another silo, which passes the call on; such a caller hears nothing of the loss and waits until its time is over.
        Assert.Equal(silos[1].SiloAddress, await Probe(from, target).Here());
        return (silos[1], target, from);
    }

    private static IGrainFactory Inside(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    private async Task<string> Place(InProcessSiloHandle silo)
    {
        var key = Ids.New().ToString("N");
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
        Assert.Equal(silo.SiloAddress, await Probe(_cluster.Client, key).Here());
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        return key;
    }

    private static Task Send(IGrainFactory from, string target, string method, Guid call, string kind = "") =>
        Executions.Send(Probe(from, target), method, call, kind);

#pragma warning disable RS0030 // Test grains have plain keys; the typed helpers are for the product's.
    private static IFateProbe Probe(IGrainFactory from, string key) => from.GetGrain<IFateProbe>(key);
#pragma warning restore RS0030
}

/// <summary>Silos with nothing in them but the rules that concern a call's fate, and a client of them.</summary>
public sealed class FateClusterFixture : IAsyncLifetime
{
    private MortalCluster? _cluster;

    internal async Task<MortalCluster> With(int silos)
    {
        await _cluster!.Ensure(silos);
        return _cluster;
    }

    public async Task InitializeAsync() =>
        _cluster = await MortalCluster.Start(
            3,
            (host, _) =>
                host.UseOrleans(silo =>
                {
                    silo.Configure<ClusterMembershipOptions>(o =>
                        SiloTuning.Membership(
                            o,
                            new ClusterSettings("fates", "fates", System.Net.IPAddress.Loopback, 0, 0, TimeSpan.FromSeconds(30))
                        )
                    );
                    silo.Configure<ConnectionOptions>(ClusterTuning.Connections);
#pragma warning disable ORLEANSEXP003 // as the product does, ADR 0016
                    silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
                    silo.Configure<GrainDirectoryOptions>(SiloTuning.Directory);
                    silo.Configure<SiloMessagingOptions>(SiloTuning.SiloMessages);
                    // A silo's calls end with the loss, however late a machine with too much to do notices it; how long one waits otherwise is said by the method that asks.
                    silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(1));
                    Judged(silo.Services);
                    silo.AddIncomingGrainCallFilter<GrainsOwn>();
                }),
            host =>
                host.UseOrleansClient(client =>
                {
                    client.Configure<GatewayOptions>(ClusterTuning.Gateways);
                    client.Configure<ConnectionOptions>(ClusterTuning.Connections);
                    client.Configure<ClientMessagingOptions>(ClusterTuning.ClientMessages);
                    Judged(client.Services);
                })
        );

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    private static void Judged(IServiceCollection services)
    {
        // What becomes of a call is the question here, not how soon a machine with too much to do notices a loss.
        services.AddSingleton<IOutgoingGrainCallFilter>(s => new CallRetry(
            TimeProvider.System,
            s.GetService<ILocalSiloDetails>(),
            typeof(IFateProbe).Assembly,
            TimeSpan.FromMinutes(1)
        ));
        services.AddSingleton<IOutgoingGrainCallFilter>(new Executions());
    }
}
