using Pivotal.Data.Shared;
using Microsoft.Extensions.Configuration;
using Pivotal.Api.Hosting;
using Pivotal.Api.Realtime;
using Xunit;

namespace Pivotal.UnitTests.Realtime;

public sealed class AgentPresenceTests
{
    private static readonly (Guid Tenant, Guid Agent) Ann = (new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8]));
    private readonly Clock _clock = new();
    private readonly AgentPresence _presence;

    public AgentPresenceTests() => _presence = new(_clock, new PresenceOptions(TimeSpan.FromSeconds(20)));

    [Fact]
    public void Only_the_last_connection_counts_and_only_after_the_grace_time()
    {
        Came("a");
        Came("b");
        Say();
        Left("a");
        _clock.Move(60);
        Assert.False(Assert.Single(Say()).Lost);
        var left = _clock.GetUtcNow();
        Left("b");
        Left("b");
        _clock.Move(19);
        Assert.Empty(Say());
        _clock.Move(1);
        Assert.Equal(new PresenceNews(Ann.Tenant, Ann.Agent, true, left), Assert.Single(Say()));
        _clock.Move(60);
        Assert.Empty(Say());
    }

    [Fact]
    public void Back_within_the_grace_time_is_never_gone()
    {
        Came("a");
        Say();
        Left("a");
        _clock.Move(19);
        Came("b");
        Assert.False(Assert.Single(Say()).Lost);
        _clock.Move(60);
        Assert.False(Assert.Single(Say()).Lost);
    }

    [Fact]
    public void A_connected_agent_is_reported_again_within_the_grace_time()
    {
        Came("a");
        Assert.Single(Say());
        Assert.Empty(Say());
        _clock.Move(7);
        Assert.Equal(new PresenceNews(Ann.Tenant, Ann.Agent, false, _clock.GetUtcNow()), Assert.Single(Say()));
    }

    [Fact]
    public void After_a_start_those_who_had_a_browser_get_the_grace_time_and_the_connected_are_not_expected()
    {
        Came("a");
        var other = new Guid(3, 0, 0, new byte[8]);
        _presence.ExpectBack(Ann.Tenant, [Ann.Agent, other]);
        _clock.Move(20);
        Assert.Equal([(Ann.Agent, false), (other, true)], Say().Select(n => (n.Agent, n.Lost)).Order());
    }

    [Fact]
    public void What_could_not_be_told_is_told_a_moment_later()
    {
        Came("a");
        Left("a");
        _clock.Move(20);
        var news = Assert.Single(_presence.Due());
        _presence.Failed(news);
        Assert.Empty(_presence.Due());
        _clock.Move(5);
        Assert.Equal(news, Assert.Single(_presence.Due()));
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
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(PresenceOptions.Setting, setting)]).Build();
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
        due.ForEach(_presence.Told);
        return due;
    }

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Move(int seconds) => _now = _now.AddSeconds(seconds);
    }
}
