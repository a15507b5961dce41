using Pivotal.ClusterTests.Dialer;
using Pivotal.ClusterTests.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Agents;

/// <summary>Several processes tell an agent's grain who is there, and the activation that they told may be gone.</summary>
public sealed class PresenceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(26);

    [Fact]
    public async Task Whom_another_process_sees_stays_though_the_silo_that_knew_of_it_is_gone_and_who_is_seen_by_nobody_leaves()
    {
        var clock = new TurnableClock(TimeProvider.System.GetUtcNow());
        await using var carrier = await DialerWorld.Carrier();
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("290", 1));
        var (seen, gone) = (centre.Agents[0], centre.Agents[1]);
        DateTimeOffset since;
        await using (var first = await DialerWorld.Start(postgres.Database, carrier, services: clock.Forgiving))
        {
            await centre.SignOn(first);
            // One process has started and expects them both; one of them comes to another process.
            since = clock.GetUtcNow();
            foreach (var agent in centre.Agents)
                await centre.Agent(first, agent).PresenceSeen(since);
            await centre.Agent(first, seen).PresenceSeen(since.AddSeconds(1));
            Assert.True(await centre.Agent(first, seen).BrowserLost(since, Told));
            await first.Kill();
        }

        await using var second = await DialerWorld.Start(postgres.Database, carrier, services: clock.Forgiving);
        foreach (var agent in centre.Agents)
        {
            Assert.False(await centre.Agent(second, agent).BrowserLost(since, Told));
            Assert.Equal(AgentStatus.Available, (await centre.Agent(second, agent).Get()).Status);
        }

        // The other process says again whom it sees, as it does several times within that time.
        await centre.Agent(second, seen).PresenceSeen(clock.GetUtcNow());
        Assert.True(await centre.Agent(second, seen).BrowserLost(since, Told));
        clock.TurnTo(clock.GetUtcNow() + Told);
        foreach (var agent in centre.Agents)
            Assert.True(await centre.Agent(second, agent).BrowserLost(since, Told));
        Assert.Equal(AgentStatus.Available, (await centre.Agent(second, seen).Get()).Status);
        var view = await centre.Agent(second, gone).Get();
        Assert.Equal((AgentStatus.Offline, AgentReason.ConnectionLost), (view.Status, view.Reason));
        Assert.Equal(
            (AgentStatus.Offline, false),
            await centre.Tenant.In(s =>
                s.QuerySingle(
                    "select status, at_desk from agent_states where agent_id = @gone",
                    new { gone },
                    r => (r.GetString(0), r.GetBoolean(1))
                )
            )
        );
    }
}
