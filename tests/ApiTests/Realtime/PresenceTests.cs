using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Realtime;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Realtime;

/// <summary>
/// Real sockets that close, on a clock that is moved. Each host is a process of its own: the second one is the first after a restart. The clock is moved a step further only when the process has said all that it
/// had to say of the one before, so that it never runs ahead of what is seen.
/// </summary>
public sealed class PresenceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>For what comes by itself; no timing is asserted.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_loses_the_last_browser_goes_offline_and_programs_without_one_and_those_who_come_back_stay()
    {
        var clock = new TestClock();
        await using var host = await OwnHost.Start(api.Database.App, clock);
        var (gone, back, program) = await Available(host);
        await using var lost = await HubClient.Open(gone);
        await lost.Resume();
        var first = await HubClient.Open(back);
        await first.Resume();
        await Becomes(gone, "available", null, atDesk: true);
        await Becomes(back, "available", null, atDesk: true);

        lost.Cut();
        await first.DisposeAsync();
        await using var second = await HubClient.Open(back);
        await second.Resume();
        await Loses(host, clock, gone);
        await Becomes(back, "available", null, atDesk: true);
        await Becomes(program, "available", null, atDesk: false);

        await using var late = await HubClient.Open(gone);
        await late.Resume();
        await Becomes(gone, "offline", "connection_lost", atDesk: true);
        await gone.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();

        await second.DisposeAsync();
        await Loses(host, clock, back);
        Assert.Equal([("available", null), ("offline", "connection_lost")], await Log(back));
        Assert.Equal([("available", null), ("offline", "connection_lost"), ("available", null)], await Log(gone));
        Assert.Equal([("available", null)], await Log(program));
    }

    [Fact]
    public async Task After_a_restart_those_who_had_a_browser_are_expected_back_and_programs_without_one_are_not()
    {
        ApiUser gone,
            back,
            program;
        await using (var before = await OwnHost.Start(api.Database.App))
        {
            (gone, back, program) = await Available(before);
            await using var one = await HubClient.Open(gone);
            await using var other = await HubClient.Open(back);
            await one.Resume();
            await other.Resume();
            await Becomes(gone, "available", null, atDesk: true);
            await Becomes(back, "available", null, atDesk: true);
        }

        var clock = new TestClock();
        await using var after = await OwnHost.Start(api.Database.App, clock);
        (gone, back, program) = (await after.SignedIn(gone), await after.SignedIn(back), await after.SignedIn(program));
        await using var again = await HubClient.Open(back);
        await again.Resume();
        await Loses(after, clock, gone);
        await Becomes(back, "available", null, atDesk: true);
        await Becomes(program, "available", null, atDesk: false);
    }

    private async Task<(ApiUser, ApiUser, ApiUser)> Available(OwnHost host)
    {
        var tenant = await Given.Tenant(api.Database);
        var manager = await host.SignedIn(await api.User(tenant, Roles.CampaignManager));
        var agents = new List<ApiUser>();
        for (var i = 0; i < 3; i++)
            agents.Add(await host.SignedIn(await api.User(tenant, Roles.Agent)));
        var campaign = await manager.Campaign();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign.Id()}/agents", new { agentIds = agents.Select(a => a.Id) }).Json();
        foreach (var agent in agents)
            await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();
        return (agents[0], agents[1], agents[2]);
    }

    /// <summary>Time passes until the agent is taken for gone, and nobody else's sight is older than a step meanwhile.</summary>
    private static async Task Loses(OwnHost host, TestClock clock, ApiUser agent)
    {
        var presence = host.Services.GetRequiredService<AgentPresence>();
        // The grace time, the time in which others may tell, and once more what a first try takes.
        for (var steps = 0; await Row(agent) != ("offline", "connection_lost", false); steps++)
        {
            Assert.True(steps < 30, $"{await Row(agent)}");
            clock.Move(Step);
            await Until(() => Task.FromResult(presence.Due().Count == 0), () => Task.FromResult("it was never said who is there"));
        }

        await Becomes(agent, "offline", "connection_lost", atDesk: false);
    }

    /// <summary>Waits for it, in the row and in the answer.</summary>
    private static async Task Becomes(ApiUser agent, string status, string? reason, bool atDesk)
    {
        await Until(
            async () => await Row(agent) == (status, reason, atDesk),
            async () => $"{await Row(agent)} and not {(status, reason, atDesk)}"
        );
        var me = await agent.GetAsync("/api/v1/agents/me").Json();
        Assert.Equal((status, reason), (me.GetProperty("status").GetString(), me.GetProperty("reason").GetString()));
    }

    private static async Task Until(Func<Task<bool>> holds, Func<Task<string>> otherwise)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail(await otherwise());
            await Task.Delay(25, CancellationToken.None);
        }
    }

    private static Task<(string, string?, bool)> Row(ApiUser agent) =>
        agent.Tenant.In(s =>
            s.QuerySingle(
                "select status, reason, at_desk from agent_states where agent_id = @id",
                new { id = agent.Id },
                r => (r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), r.GetBoolean(2))
            )
        );

    private static Task<List<(string, string?)>> Log(ApiUser agent) =>
        agent.Tenant.In(s =>
            s.Query(
                "select status, reason from agent_state_log where agent_id = @id order by at, id",
                new { id = agent.Id },
                r => (r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1))
            )
        );
}
