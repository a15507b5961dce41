using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class AgentChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<Guid, long> NoTurns = [];

    private static readonly IdleAgent[] Team =
    [
        new(Some.Id(1), "Ann", Now.AddSeconds(-30), "a", CallsToday: 4, SkillLevel: 5, Rank: 3),
        new(Some.Id(2), "Bob", Now.AddSeconds(-10), "b", CallsToday: 1, SkillLevel: 5, Rank: 2),
        new(Some.Id(3), "Cid", Now.AddSeconds(-20), "c", CallsToday: 1, SkillLevel: 9, Rank: 2),
    ];

    [Theory]
    [InlineData(AgentRules.LongestIdle, 1)]
    [InlineData(AgentRules.FewestCalls, 3)]
    [InlineData(AgentRules.SkillLevel, 3)]
    [InlineData(AgentRules.Rank, 3)]
    [InlineData(AgentRules.RoundRobin, 1)]
    public void Each_order_has_its_first(string order, int first) =>
        Assert.Equal(Some.Id(first), AgentChoice.Choose(order, Team, NoTurns, () => 0)?.AgentId);

    [Fact]
    public void Random_follows_the_draw_and_the_draw_follows_campaign_and_call()
    {
        Assert.Equal(
            [1, 2, 3],
            new[] { 0.0, 0.4, 0.99 }.Select(d =>
                Array.FindIndex(Team, a => a == AgentChoice.Choose(AgentRules.Random, Team, NoTurns, () => d)) + 1
            )
        );
        Assert.Equal(AgentDraw.Of(Some.Id(1), Some.Id(7)), AgentDraw.Of(Some.Id(1), Some.Id(7)));
        var draws = Enumerable
            .Range(0, 3000)
            .Select(n => (int)(AgentDraw.Of(Some.Id(1), Some.Id(n)) * 3))
            .CountBy(third => third)
            .ToDictionary();
        Assert.All(draws.Values, times => Assert.InRange(times, 850, 1150));
        Assert.Equal(3, draws.Count);
    }

    [Property]
    public Property Whatever_the_order_the_chosen_one_is_free_and_the_answer_does_not_depend_on_how_they_are_listed() =>
        Prop.ForAll(
            Teams().ToArbitrary(),
            team =>
            {
                foreach (var order in AgentRules.Choices)
                {
                    var one = AgentChoice.Choose(order, team, NoTurns, () => 0.5);
                    Assert.Equal(team.Length == 0, one is null);
                    if (one is not null)
                        Assert.Contains(one, team);
                    Assert.Equal(one, AgentChoice.Choose(order, [.. team.Reverse()], NoTurns, () => 0.5));
                }
            }
        );

    [Property]
    public Property Nobody_is_passed_over_by_an_order() =>
        Prop.ForAll(
            Teams().Where(t => t.Length > 0).ToArbitrary(),
            team =>
            {
                Assert.Equal(team.Min(a => a.IdleSince), AgentChoice.Choose(AgentRules.LongestIdle, team, NoTurns, () => 0)!.IdleSince);
                Assert.Equal(team.Min(a => a.CallsToday), AgentChoice.Choose(AgentRules.FewestCalls, team, NoTurns, () => 0)!.CallsToday);
                Assert.Equal(team.Max(a => a.SkillLevel), AgentChoice.Choose(AgentRules.SkillLevel, team, NoTurns, () => 0)!.SkillLevel);
                Assert.Equal(team.Min(a => a.Rank), AgentChoice.Choose(AgentRules.Rank, team, NoTurns, () => 0)!.Rank);
            }
        );

    [Fact]
    public void Round_robin_gives_everybody_a_call_before_anybody_gets_a_second()
    {
        var queue = new QueueState(With(new AgentRules { Choice = AgentRules.RoundRobin }), CampaignStatus.Active);
        for (var n = 1; n <= 5; n++)
            queue.OnAgentAvailable(new(Some.Id(n), "x", Now.AddSeconds(n % 3), $"leg-{n}"));
        List<Guid> given = [];
        for (var call = 0; call < 20; call++)
        {
            var agent = queue.Route(Some.Id(5000 + call), Now.AddSeconds(10 + call)).AgentId!.Value;
            given.Add(agent);
            queue.OnAgentAvailable(new(agent, "x", Now.AddSeconds(10.5 + call), "leg"));
        }

        foreach (var round in given.Chunk(5))
            Assert.Equal(5, round.Distinct().Count());
    }

    [Theory]
    [InlineData(0, 0, 10, 0)]
    [InlineData(2, 0, 10, 2)]
    [InlineData(2, 25, 10, 3)]
    [InlineData(5, 10, 3, 3)]
    [InlineData(0, 50, 1, 1)]
    public void The_larger_of_number_and_share_is_kept(int agents, int percent, int team, int kept) =>
        Assert.Equal(kept, AgentsKept.Of(new(agents, percent), team));

    [Fact]
    public void Agents_who_are_kept_free_are_neither_dialled_for_nor_given_outbound_calls()
    {
        var queue = new QueueState(With(new AgentRules { Reserve = new(Agents: 2) }), CampaignStatus.Active);
        for (var n = 1; n <= 4; n++)
            queue.OnAgentAvailable(new(Some.Id(n), "x", Now.AddSeconds(n), $"leg-{n}"));
        queue.OnClaimed(Enumerable.Range(1, 10).Select(n => Some.Entry(n)));
        var dials = queue.Plan(Now, 100, Ids()).Dials;
        Assert.Equal(2, dials.Count);
        foreach (var dial in dials)
            Assert.NotNull(queue.Route(dial.CallId, Now).AgentId);
        Assert.Equal("nobody_free", queue.Route(Some.Id(7000), Now).Reason);
        Assert.Null(queue.NextWaiting);
        // Five in the team keep two free: the fifth may take who waits.
        queue.OnAgentAvailable(new(Some.Id(5), "x", Now, "leg-5"));
        Assert.Equal(Some.Id(7000), queue.NextWaiting);
        queue.OnSettings(With(new AgentRules()));
        Assert.Equal(0, queue.AgentsKept);
    }

    [Fact]
    public void Predictive_leaves_the_kept_ones_too()
    {
        var queue = new QueueState(
            With(new AgentRules { Reserve = new(Percent: 50) }) with
            {
                DialMode = DialMode.Predictive,
            },
            CampaignStatus.Active
        );
        for (var n = 1; n <= 4; n++)
            queue.OnAgentAvailable(new(Some.Id(n), "x", Now.AddSeconds(n), $"leg-{n}"));
        queue.OnClaimed(Enumerable.Range(1, 10).Select(n => Some.Entry(n)));
        var all = new QueueState(Some.Settings() with { DialMode = DialMode.Predictive }, CampaignStatus.Active);
        for (var n = 1; n <= 4; n++)
            all.OnAgentAvailable(new(Some.Id(n), "x", Now.AddSeconds(n), $"leg-{n}"));
        Assert.True(queue.Wanted(Now) >= 2);
        Assert.True(queue.Wanted(Now) < all.Wanted(Now));
    }

    private static CampaignSettings With(AgentRules agents) => Some.Settings() with { Rules = new() { Agents = agents } };

    private static Func<Guid> Ids(int from = 5000) => () => Some.Id(from++);

    private static Gen<IdleAgent[]> Teams() =>
        from count in Gen.Choose(0, 8)
        from idle in Gen.Choose(0, 3).ArrayOf(count)
        from calls in Gen.Choose(0, 3).ArrayOf(count)
        from skill in Gen.Choose(1, 3).ArrayOf(count)
        from rank in Gen.Choose(1, 3).ArrayOf(count)
        select Enumerable
            .Range(0, count)
            .Select(n => new IdleAgent(Some.Id(n + 1), "x", Now.AddSeconds(idle[n]), "leg", calls[n], skill[n], rank[n]))
            .ToArray();
}
