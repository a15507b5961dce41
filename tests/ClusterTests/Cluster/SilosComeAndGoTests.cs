using System.Globalization;
using Orleans.Runtime;
using Orleans.TestingHost;
using Pivotal.ClusterTests.Dialer;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Silo.Cluster.Placement;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>Silos die, come and are replaced under campaigns that dial live.</summary>
[Collection(nameof(Alone))]
public sealed class SilosComeAndGoTests(ProductClusterFixture clusters) : IClassFixture<ProductClusterFixture>
{
    [Fact]
    public async Task A_silo_that_dies_under_a_campaign_takes_no_call_with_it_and_nobody_is_dialled_twice()
    {
        var cluster = await clusters.With(silos: 3);
        await using var floor = await Floor.Open(cluster, people: 150, agents: 5);
        await floor.InFullSwing();
        var home = await Home(cluster, floor);
        var resting = await floor.Centre.Agent(cluster, floor.Resting).Get();

        await cluster.Cluster.Kill(home);
        await Eventually.Holds(
            async () => await cluster.Cluster.Home(floor.Queue) is { } next && next != home,
            "the campaign lives elsewhere"
        );
        await floor.GoesOn("elsewhere");

        var rested = await floor.Centre.Agent(cluster, floor.Resting).Get();
        Assert.Equal((resting.Status, resting.Reason, resting.CampaignId), (rested.Status, rested.Reason, rested.CampaignId));
        // The row keeps microseconds.
        Assert.Equal(resting.Since, rested.Since, TimeSpan.FromMicroseconds(1));
        Assert.DoesNotContain(
            AgentStatus.Offline,
            await Task.WhenAll(floor.Centre.Agents.Select(async a => (await floor.Centre.Agent(cluster, a).Get()).Status))
        );
        await floor.Close();
        await floor.AssertNothingLostAndNobodyTwice();
    }

    [Fact]
    public async Task A_silo_that_comes_gets_the_new_campaigns_that_fall_to_it_and_the_old_one_goes_on_where_it_is()
    {
        var cluster = await clusters.With(silos: 2);
        await using var floor = await Floor.Open(cluster, people: 150, agents: 4);
        await floor.InFullSwing();
        var home = await Home(cluster, floor);

        var newcomer = await cluster.Cluster.Add();
        var members = cluster.Cluster.Silos.Select(s => s.SiloAddress).ToArray();
        Assert.Equal(3, members.Length);
        await Eventually.Holds(
            () => Task.FromResult(cluster.Cluster.Silos.TrueForAll(s => Knows(s, members))),
            "every silo knows the newcomer"
        );
        await using var second = await Floor.Open(cluster, people: 60, agents: 2, Falls(newcomer, members));
        await second.GoesOn("on the newcomer");
        Assert.Same(newcomer, await Home(cluster, second));
        await floor.GoesOn("where it was");
        Assert.Same(home, await Home(cluster, floor));

        await Task.WhenAll(floor.Close(), second.Close());
        Assert.Equal((0, 0), (floor.Unanswered, second.Unanswered));
        await floor.AssertNothingLostAndNobodyTwice();
        await second.AssertNothingLostAndNobodyTwice();
    }

    [Fact]
    public async Task While_every_silo_is_replaced_one_after_the_other_dialling_goes_on_and_no_disposition_is_lost()
    {
        var cluster = await clusters.With(silos: 3);
        await using var floor = await Floor.Open(cluster, people: 300, agents: 5);
        await floor.InFullSwing();
        foreach (var old in cluster.Cluster.Silos)
        {
            await cluster.Cluster.Add();
            await cluster.Cluster.Stop(old);
            await floor.GoesOn($"without {old.Name}");
        }

        await floor.Close();
        await floor.AssertNothingLostAndNobodyTwice();
    }

    // A silo that leaves in order hands the feed on with its numbers; one that dies takes them with it.
    [Theory, InlineData("in order", 0), InlineData("dead", 1)]
    public async Task Who_follows_a_feed_hears_every_number_again_when_its_silo_is_gone(string how, int reloads)
    {
        var cluster = await clusters.With(silos: 3);
        var tenant = Ids.New();
        CallerTenant.Set(tenant);
        var feed = cluster.Grains.Feed(tenant);
        await using var follower = await FeedFollower.Start(cluster.Grains, tenant);
        var told = 0;
        async Task Tell(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await feed.Publish([
                    new FeedMessage("desk", told.ToString(CultureInfo.InvariantCulture), "{}", FeedAudience.InRoles("agent")),
                ]);
                told++;
            }
        }

        Task Heard(string what) =>
            Eventually.Holds(
                () => Task.FromResult(follower.Heard is [.., var last] && last.Kind == (told - 1).ToString(CultureInfo.InvariantCulture)),
                what,
                detail: () =>
                    Task.FromResult(
                        $"{told} told, {follower.Heard.Count} heard, starts {string.Join(" ", follower.Starts)}, {follower.Failure}"
                    )
            );

        await Tell(20);
        await Heard("the follower hears what is said");
        var home = await cluster.Cluster.Home(feed);
        var gone = how == "dead" ? cluster.Cluster.Kill(home!) : cluster.Cluster.Stop(home!);
        await Tell(50);
        await gone;
        await Eventually.Holds(async () => await cluster.Cluster.Home(feed) is { } next && next != home, "the feed lives elsewhere");
        await Eventually.Holds(() => Task.FromResult(follower.Starts.Count == 1 + reloads), "the follower has caught up");
        await Tell(20);
        await Heard("it goes on hearing");

        // No number is missing between two that were heard from one start, and no message between two numbers; one whose answer was lost may have been said twice.
        var starts = follower.Starts.ToList();
        Assert.Equal(1 + reloads, starts.Count);
        var heard = follower.Heard;
        foreach (var start in starts)
        {
            var from = heard.Where(h => h.At.Epoch == start.Epoch).ToList();
            Assert.Equal(Enumerable.Range(1, from.Count).Select(n => start.Seq + n), from.Select(h => h.At.Seq));
            var messages = from.Select(h => int.Parse(h.Kind, CultureInfo.InvariantCulture)).Distinct().ToList();
            Assert.Equal(Enumerable.Range(messages[0], messages.Count), messages);
        }

        Assert.Equal("0", heard[0].Kind);
    }

    // Which silo knows where a grain lives is another matter than where it lives. A feed in memory is the witness: it begins a new epoch whenever it begins again.
    [Fact]
    public async Task A_silo_that_leaves_in_order_ends_nothing_that_lives_in_another_one()
    {
        var cluster = await clusters.With(silos: 3);
        var feeds = Enumerable.Range(0, 60).Select(_ => Ids.New()).ToList();
        async Task<List<FeedPosition>> Positions()
        {
            var positions = new List<FeedPosition>();
            foreach (var tenant in feeds)
            {
                CallerTenant.Set(tenant);
                positions.Add((await cluster.Grains.Feed(tenant).Since(new FeedPosition(0, 0))).Position);
            }

            return positions;
        }

        foreach (var tenant in feeds)
        {
            CallerTenant.Set(tenant);
            await cluster.Grains.Feed(tenant).Publish([new FeedMessage("desk", "said", "{}", FeedAudience.InRoles("agent"))]);
        }

        var before = await Positions();
        Assert.All(before, p => Assert.Equal(1, p.Seq));
        await cluster.Cluster.Stop(cluster.Cluster.Silos[1]);
        Assert.Equal(before, await Positions());
    }

    [Fact]
    public async Task What_a_manager_asks_while_a_silo_is_lost_is_answered_or_told_to_try_again()
    {
        var cluster = await clusters.With(silos: 3);
        await using var floor = await Floor.Open(cluster, people: 60, agents: 2);
        await floor.InFullSwing();
        var home = await Home(cluster, floor);
        var (tenant, campaign, agent) = (floor.Centre.Tenant.Id, floor.Centre.CampaignId, floor.Centre.Agents[0]);
        Func<Task>[] asks =
        [
            async () => Assert.Equal(campaign, (await floor.Queue.Snapshot()).CampaignId),
            async () => Assert.Equal(agent, (await floor.Centre.Agent(cluster, agent).Get()).AgentId),
            async () =>
                Assert.Equal(
                    "campaigns.too_little_history",
                    (await cluster.Grains.WhatIf(tenant, campaign).Compare(new(1, DialMode.Power, 2, 0.03, 10), CancellationToken.None))
                        .Refusals.Single()
                        .Code
                ),
            async () => Assert.True(await floor.Queue.Pause(agent) is { Ok: true } or { Refusals.Count: 1 }),
            async () => Assert.True(await floor.Queue.Start(agent) is { Ok: true } or { Refusals.Count: 1 }),
        ];
        await cluster.Cluster.Kill(home);
        var (answered, unreachable) = (0, 0);
        var asked = asks.Select(ask =>
                Task.Run(async () =>
                {
                    // Until the loss is over for this question, too.
                    for (var row = 0; row < 5; )
                    {
                        CallerTenant.Set(tenant);
                        try
                        {
                            await ask();
                            row++;
                            Interlocked.Increment(ref answered);
                        }
                        catch (GrainUnreachableException)
                        {
                            row = 0;
                            Interlocked.Increment(ref unreachable);
                        }
                    }
                })
            )
            .ToList();
        await Task.WhenAll(asked).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(answered >= asks.Length * 5);

        await floor.Close();
        await floor.AssertNothingLostAndNobodyTwice();
    }

    private static async Task<InProcessSiloHandle> Home(ProductCluster cluster, Floor floor)
    {
        InProcessSiloHandle? home = null;
        await Eventually.Holds(async () => (home = await cluster.Cluster.Home(floor.Queue)) is not null, "the campaign lives somewhere");
        return home!;
    }

    private static bool Knows(InProcessSiloHandle silo, SiloAddress[] members) =>
        members.All(m => silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatus(m) == SiloStatus.Active);

    /// <summary>A campaign that is to live there.</summary>
    private static Guid Falls(InProcessSiloHandle home, SiloAddress[] members)
    {
        while (true)
            if (Ids.New() is var id && Shares.Of(id, members).Equals(home.SiloAddress))
                return id;
    }
}
