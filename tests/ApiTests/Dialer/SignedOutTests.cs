using System.Net.Http.Json;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Dialer;

/// <summary>Nobody is called for an agent who has left, however the session ended.</summary>
public sealed class SignedOutTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Signing_out_takes_the_agent_off_at_once()
    {
        var (_, manager, agent) = await AtWork();
        Assert.Equal(204, (int)(await agent.DeleteAsync("/api/v1/session")).StatusCode);
        Assert.Equal(("offline", "signed_out"), await Status(manager, agent.Id));
    }

    [Fact]
    public async Task Disabling_an_account_takes_the_agent_off()
    {
        var (tenant, manager, agent) = await AtWork();
        var admin = await api.User(tenant, Roles.Admin);
        await admin.Change(HttpMethod.Patch, $"/api/v1/users/{agent.Id}", new { status = "disabled" }, 1).Json();
        Assert.Equal(
            "offline",
            await tenant.In(s => s.Scalar<string>("select status from agent_states where agent_id = @id", new { id = agent.Id }))
        );
        Assert.Empty((await manager.GetAsync("/api/v1/agents").Json()).EnumerateArray());
    }

    [Fact]
    public async Task Losing_the_role_takes_the_agent_off()
    {
        var (tenant, _, agent) = await AtWork();
        var admin = await api.User(tenant, Roles.Admin);
        await admin.Change(HttpMethod.Put, $"/api/v1/users/{agent.Id}/roles", new { roles = new[] { Roles.DataOps } }, 1).Json();
        Assert.Equal(
            "offline",
            await tenant.In(s => s.Scalar<string>("select status from agent_states where agent_id = @id", new { id = agent.Id }))
        );
    }

    [Fact]
    public async Task Whoever_is_at_work_without_being_allowed_to_is_seen_and_can_be_sent_away()
    {
        var (tenant, manager, agent) = await AtWork();
        await tenant.In(s => s.Execute("update users set status = 'disabled' where id = @id", new { id = agent.Id }));
        Assert.Equal(("available", null), await Status(manager, agent.Id));
        await manager.PutAsJsonAsync($"/api/v1/agents/{agent.Id}/status", new { status = "offline", reason = "disabled" }).Json();
        Assert.Empty((await manager.GetAsync("/api/v1/agents").Json()).EnumerateArray());
    }

    private async Task<(TestTenant Tenant, ApiUser Manager, ApiUser Agent)> AtWork()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        var campaign = await manager.Campaign();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();
        return (tenant, manager, agent);
    }

    private static async Task<(string? Status, string? Reason)> Status(ApiUser manager, Guid agent)
    {
        var row = Assert.Single(
            (await manager.GetAsync("/api/v1/agents").Json()).EnumerateArray(),
            a => a.GetProperty("agentId").GetGuid() == agent
        );
        return (row.GetProperty("status").GetString(), row.TryGetProperty("reason", out var reason) ? reason.GetString() : null);
    }
}
