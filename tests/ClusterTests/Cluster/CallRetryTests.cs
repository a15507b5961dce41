using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>What is made of each fate, with exceptions made by hand. Which fate a real silo's exception stands for is <see cref="CallFateTests"/>' matter.</summary>
public sealed class CallRetryTests
{
    private static readonly FeedMessage Message = new("desk", "probe", "{}", FeedAudience.InRoles("agent"));
    private static readonly FeedPosition Start = new(0, 0);

    public static TheoryData<string> Unsent => ["rejected", "busy", "unconnected"];

    public static TheoryData<string> Perhaps => ["lost", "silent", "beyond"];

    [Theory, MemberData(nameof(Unsent))]
    public async Task What_was_certainly_not_executed_is_sent_again_even_if_it_may_not_be_repeated(string kind)
    {
        await using var cluster = await TroubledCluster.Start();
        // The third attempt stands for one that arrives: there is no database for the queue itself.
        cluster.Fail<ICampaignQueueGrain>(attempt => attempt <= 2 ? Trouble(kind) : new InvalidOperationException("arrived"));
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Queue.Pause(Ids.New()));
        Assert.Equal("arrived", e.Message);
        Assert.Equal(3, cluster.Attempts);
    }

    [Theory, MemberData(nameof(Unsent)), MemberData(nameof(Perhaps))]
    public async Task A_repeatable_call_is_made_until_it_succeeds(string kind)
    {
        await using var cluster = await TroubledCluster.Start();
        var start = (await cluster.Feed.Since(Start)).Position;
        cluster.Fail<IFeedGrain>(attempt => attempt <= 3 ? Trouble(kind) : null);
        await cluster.Feed.Publish([Message]);
        Assert.Equal(4, cluster.Attempts);
        Assert.Equal("probe", Assert.Single((await cluster.Feed.Since(start)).Frames).Message.Kind);
    }

    [Theory, MemberData(nameof(Perhaps))]
    public async Task What_may_have_been_executed_and_may_not_be_repeated_is_reported_at_once(string kind)
    {
        await using var cluster = await TroubledCluster.Start();
        cluster.Fail<ICampaignQueueGrain>(_ => Trouble(kind));
        await Assert.ThrowsAsync<GrainUnreachableException>(() => cluster.Queue.Pause(Ids.New()));
        Assert.Equal(1, cluster.Attempts);
        Assert.Empty(cluster.Time.Pauses);
    }

    [Fact]
    public async Task The_grains_own_exception_comes_through_as_it_is_and_once()
    {
        await using var cluster = await TroubledCluster.Start();
        cluster.Fail<IFeedGrain>(_ => null);
        await Assert.ThrowsAsync<NullReferenceException>(() => cluster.Feed.Publish(null!));
        cluster.Fail<ICampaignQueueGrain>(_ => new InvalidOperationException("the carrier is out of order"));
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Queue.Pause(Ids.New()));
        Assert.Equal("the carrier is out of order", e.Message);
        Assert.Equal(1, cluster.Attempts);
        Assert.Empty(cluster.Time.Pauses);
    }

    [Fact]
    public async Task Patience_ends_after_ten_seconds_of_growing_pauses()
    {
        await using var cluster = await TroubledCluster.Start();
        cluster.Fail<IFeedGrain>(_ => Trouble("rejected"));
        var e = await Assert.ThrowsAsync<GrainUnreachableException>(() => cluster.Feed.Since(Start));
        Assert.Contains("Since", e.Message, StringComparison.Ordinal);
        var pauses = cluster.Time.Pauses.ToList();
        Assert.Equal(pauses.Count + 1, cluster.Attempts);
        Assert.Equal(pauses.Order(), pauses);
        Assert.All(pauses, p => Assert.InRange(p, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)));
        Assert.InRange(pauses.Aggregate(TimeSpan.Zero, (sum, p) => sum + p), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11.1));
    }

    [Fact]
    public async Task Time_spent_before_the_first_failure_does_not_count()
    {
        await using var cluster = await TroubledCluster.Start();
        cluster.Fail<IFeedGrain>(attempt =>
        {
            if (attempt > 1)
                return null;
            cluster.Time.Advance(TimeSpan.FromSeconds(30));
            return Trouble("rejected");
        });
        await cluster.Feed.Since(Start);
        Assert.Equal(2, cluster.Attempts);
    }

    [Fact]
    public async Task Observers_and_the_engines_own_grains_are_left_alone()
    {
        await using var cluster = await TroubledCluster.Start();
        cluster.Fail<IFeedObserver>(_ => Trouble("rejected"));
        var observer = cluster.Grains.CreateObjectReference<IFeedObserver>(new Silent());
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => observer.Frames(Ids.New(), []));
        Assert.Equal(1, cluster.Attempts);
        cluster.Fail<IManagementGrain>(_ => Trouble("rejected"));
#pragma warning disable RS0030 // the engine's own grain, which has no tenant
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => cluster.Grains.GetGrain<IManagementGrain>(0).GetHosts());
#pragma warning restore RS0030
        Assert.Equal(1, cluster.Attempts);
    }

    private static Exception Trouble(string kind) =>
        kind switch
        {
            "rejected" => TroubledCluster.Rejection(),
            "busy" => new GatewayTooBusyException(),
            "unconnected" => new ConnectionFailedException("refused"),
            "lost" => new SiloUnavailableException(),
            "silent" => new TimeoutException(),
            "beyond" => new GrainUnreachableException("met by the grain in a call of its own"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private sealed class Silent : IFeedObserver
    {
        public Task Frames(Guid tenant, IReadOnlyList<FeedFrame> frames) => Task.CompletedTask;
    }
}
