using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Shared;
using Pivotal.Grains.Telephony;
using Pivotal.Silo.Cluster;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>What a silo that leaves in order takes to the others. No database: the grains here have their state in memory.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private readonly Guid _tenant = Ids.New();
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSiloHost(
            (_, host) =>
            {
                host.Logging.SetMinimumLevel(LogLevel.None);
                host.Services.AddSingleton(TimeProvider.System).AddSingleton(new DialLimit(150)).AddSingleton<CarrierAccounts>();
            }
        );
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.AddMemoryGrainStorageAsDefault();
                silo.AddIncomingGrainCallFilter<TenantFilter>();
                silo.Services.AddHostedService<MoveOut>();
            }
        );
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_feed_whose_silo_leaves_goes_on_with_its_numbers_and_its_watchers()
    {
        var (feed, ear) = (Grains.Feed(_tenant), new Ear());
        var observer = Grains.CreateObjectReference<IFeedObserver>(ear);
        var start = await feed.Subscribe(observer);
        await feed.Publish([Message("one"), Message("two")]);
        await ear.Heard("two");
        await _cluster.StopSiloAsync(await Home(feed));

        await feed.Publish([Message("three")]);
        // Nobody has subscribed again.
        await ear.Heard("three");
        Assert.Equal([1L, 2, 3], ear.Frames.Select(f => f.Seq).Distinct());
        Assert.All(ear.Frames, f => Assert.Equal(start.Epoch, f.Epoch));
        var replay = await feed.Since(start);
        Assert.False(replay.Reset);
        Assert.Equal(["one", "two", "three"], replay.Frames.Select(f => f.Message.Kind));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_feed_whose_silo_dies_is_a_new_one_and_says_so()
    {
        var feed = Grains.Feed(_tenant);
        await feed.Publish([Message("one")]);
        var known = (await feed.Since(new(0, 0))).Position;
        await _cluster.KillSiloAsync(await Home(feed));
        var replay = await Surviving(() => feed.Since(known));
        Assert.True(replay.Reset);
        Assert.NotEqual(known.Epoch, replay.Position.Epoch);
    }

    [Fact]
    public async Task A_carrier_account_whose_silo_leaves_has_no_more_to_give_than_before()
    {
        var carrier = Grains.Carrier(new("telnyx", "1", "us"));
        Assert.Equal(150, (await carrier.Take(_tenant, 150)).Granted);
        await carrier.BackOff(TimeSpan.FromMinutes(10), "carrier_limit");
        await _cluster.StopSiloAsync(await Home(carrier));
        var after = await carrier.Take(_tenant, 1);
        Assert.Equal((0, "carrier_limit"), (after.Granted, after.Reason));
        Assert.True(after.RetryAfter > TimeSpan.FromMinutes(9));
    }

    private IGrainFactory Grains
    {
        get
        {
            CallerTenant.Set(_tenant);
            return _cluster.Client;
        }
    }

    private static FeedMessage Message(string kind) => new("desk", kind, "{}", FeedAudience.InRoles("agent"));

    private async Task<InProcessSiloHandle> Home(IAddressable grain)
    {
#pragma warning disable RS0030 // the engine's own grain, which has no tenant
        var address = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
#pragma warning restore RS0030
        return _cluster.GetSiloForAddress(address!)!;
    }

    /// <summary>A call that the death of a silo got in the way of is made again, as the API's processes do.</summary>
    private static async Task<T> Surviving<T>(Func<Task<T>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception) when (attempt < 20)
            {
                await Task.Delay(250);
            }
        }
    }

    private sealed class Ear : IFeedObserver
    {
        private readonly SemaphoreSlim _heard = new(0);

        public ConcurrentQueue<FeedFrame> Frames { get; } = new();

        public async Task Heard(string kind)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (Frames.All(f => f.Message.Kind != kind))
                await _heard.WaitAsync(limit.Token);
        }

        Task IFeedObserver.Frames(Guid tenant, IReadOnlyList<FeedFrame> frames)
        {
            foreach (var frame in frames)
                Frames.Enqueue(frame);
            _heard.Release();
            return Task.CompletedTask;
        }
    }
}
