using System.Net.Http.Json;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Dialer;

public sealed class AgentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_agent_signs_on_once_assigned_and_a_supervisor_can_send_away_with_a_reason()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        Assert.Equal("offline", (await agent.GetAsync("/api/v1/agents/me").Json()).GetProperty("status").GetString());
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Refused(409, "agents.no_campaign");
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "asleep" }).Refused(422, "field.unknown_value");
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "break" }).Refused(409, "agents.illegal_move");

        var campaign = await manager.Campaign();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        var on = await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();
        Assert.Equal(("available", campaign.Id()), (on.GetProperty("status").GetString(), on.GetProperty("campaignId").GetGuid()));

        await manager.PutAsJsonAsync($"/api/v1/agents/{agent.Id}/status", new { status = "break" }).Refused(422, "field.required");
        await manager
            .PutAsJsonAsync($"/api/v1/agents/{manager.Id}/status", new { status = "break", reason = "x" })
            .Refused(404, "not_found");
        var away = await manager
            .PutAsJsonAsync($"/api/v1/agents/{agent.Id}/status", new { status = "break", reason = "team meeting" })
            .Json();
        Assert.Equal(("break", "team meeting"), (away.GetProperty("status").GetString(), away.GetProperty("reason").GetString()));
        Assert.Equal(
            manager.Id,
            await tenant.In(s =>
                s.Scalar<Guid>("select actor_id from audit_log where action = 'agents.forced' and entity_id = @id", new { id = agent.Id })
            )
        );
        Assert.Equal(
            ["available", "break"],
            await tenant.In(s =>
                s.Query("select status from agent_state_log where agent_id = @id order by at", new { id = agent.Id }, r => r.GetString(0))
            )
        );

        var row = Assert.Single((await manager.GetAsync("/api/v1/agents").Json()).EnumerateArray());
        Assert.Equal(("break", campaign.Id()), (row.GetProperty("status").GetString(), row.GetProperty("campaignId").GetGuid()));
    }
}
