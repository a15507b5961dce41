using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Pivotal.Api.Hosting;
using Pivotal.Api.Realtime;
using Pivotal.Hosting.Start;
using Xunit;

namespace Pivotal.UnitTests.Realtime;

public sealed class AgentPresenceTests
{
    private static readonly (Guid Tenant, Guid Agent) Ann = (new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8]));
    private readonly FakeTimeProvider _clock = new(new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero));
    private readonly AgentPresence _presence;

    public AgentPresenceTests() => _presence = new(_clock, new PresenceOptions(TimeSpan.FromSeconds(20)));

    [Fact]
    public void Only_the_last_connection_counts_and_only_after_the_grace_time()
    {
        Came("a");
        Came("b");
        Say();
        Left("a");
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.False(Assert.Single(Say()).Lost);
        var left = _clock.GetUtcNow();
        Left("b");
        Left("b");
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(Say());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new PresenceNews(Ann.Tenant, Ann.Agent, true, left), Assert.Single(Say()));
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(Say());
    }

    [Fact]
    public void Back_within_the_grace_time_is_never_gone()
    {
        Came("a");
        Say();
        Left("a");
        _clock.Advance(TimeSpan.FromSeconds(19));
        Came("b");
        Assert.False(Assert.Single(Say()).Lost);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.False(Assert.Single(Say()).Lost);
    }

    [Fact]
    public void A_connected_agent_is_reported_again_within_the_grace_time()
    {
        Came("a");
        Assert.Single(Say());
        Assert.Empty(Say());
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(new PresenceNews(Ann.Tenant, Ann.Agent, false, _clock.GetUtcNow()), Assert.Single(Say()));
    }

    [Fact]
    public void After_a_start_those_who_had_a_browser_get_the_grace_time_and_the_connected_are_not_expected()
    {
        Came("a");
        var other = new Guid(3, 0, 0, new byte[8]);
        _presence.ExpectBack(Ann.Tenant, [Ann.Agent, other]);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([(Ann.Agent, false), (other, true)], Say().Select(n => (n.Agent, n.Lost)).Order());
    }

    [Fact]
    public void What_could_not_be_told_is_told_a_moment_later()
    {
        Came("a");
        Left("a");
        _clock.Advance(TimeSpan.FromSeconds(20));
        var news = Assert.Single(_presence.Due());
        _presence.OnNotTaken(news);
        Assert.Empty(_presence.Due());
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(news, Assert.Single(_presence.Due()));
    }

    [Fact]
    public void A_loss_that_nobody_could_judge_yet_is_not_said_again_when_the_agent_came_meanwhile()
    {
        Came("a");
        Left("a");
        _clock.Advance(TimeSpan.FromSeconds(20));
        _presence.OnNotTaken(Assert.Single(_presence.Due()));
        Came("b");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(Assert.Single(Say()).Lost);
    }

    [Fact]
    public void Whoever_sees_an_agent_has_said_so_twice_before_anybody_is_believed_that_he_is_gone()
    {
        Came("a");
        var (from, sights) = (_clock.GetUtcNow(), 0);
        for (; _clock.GetUtcNow() < from + _presence.Told; _clock.Advance(AgentPresence.Every))
        {
            var due = _presence.Due();
            // The first try fails.
            if (sights == 0)
                due.ForEach(_presence.OnNotTaken);
            else
                due.ForEach(_presence.OnTold);
            sights += due.Count;
        }

        Assert.True(sights > 2);
    }

    [Theory]
    [InlineData(null, 20)]
    [InlineData("", 20)]
    [InlineData("1", 1)]
    [InlineData("600", 600)]
    [InlineData("0", null)]
    [InlineData("601", null)]
    [InlineData("-5", null)]
    [InlineData("20s", null)]
    public void The_grace_time_is_1_to_600_seconds(string? setting, int? seconds)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(PresenceOptions.Setting, setting)])
            .Build();
        if (seconds is { } expected)
            Assert.Equal(TimeSpan.FromSeconds(expected), PresenceOptions.From(configuration).Grace);
        else
            Assert.Contains(PresenceOptions.Setting, Assert.Throws<StartException>(() => PresenceOptions.From(configuration)).Message);
    }

    private void Came(string connection) => _presence.Came(Ann.Tenant, Ann.Agent, connection);

    private void Left(string connection) => _presence.Left(Ann.Tenant, Ann.Agent, connection);

    private List<PresenceNews> Say()
    {
        var due = _presence.Due();
        due.ForEach(_presence.OnTold);
        return due;
    }
}
