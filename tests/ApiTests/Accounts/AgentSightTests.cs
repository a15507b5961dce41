using System.Net;
using Pivotal.Api.Accounts;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Accounts;

/// <summary>One rule for what an agent sees, wherever it is shown.</summary>
public sealed class AgentSightTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_agent_sees_whom_he_calls_with_his_own_calls_and_their_colleagues_and_nobody_else()
    {
        var tenant = await Given.Tenant(api.Database);
        var (agent, other, manager) = (
            await api.User(tenant, Roles.Agent),
            await api.User(tenant, Roles.Agent),
            await api.User(tenant, Roles.CampaignManager)
        );
        var campaign = await tenant.Campaign();
        await tenant.Lead(campaign, "Mine");
        await tenant.Lead(campaign, "Theirs");
        var (mine, theirs) = (await Contact(tenant, "Mine"), await Contact(tenant, "Theirs"));
        await tenant.In(s =>
            s.Execute(
                "update call_attempts set agent_id = case when contact_id = @mine then @agent else @other end, notes = 'INTERNAL'",
                new
                {
                    mine,
                    agent = agent.Id,
                    other = other.Id,
                }
            )
        );
        // The same person called by both of them.
        await tenant.In(s =>
            s.Execute(
                "insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, agent_id, notes, ended_at) values (@tenant, @id, @campaign, @mine, '+12025550123', 2, 'ended', 'connected', @other, 'SOMEBODY ELSE', now())",
                new
                {
                    tenant = tenant.Id,
                    id = Ids.New(),
                    campaign,
                    mine,
                    other = other.Id,
                }
            )
        );

        var seen = await agent.GetAsync($"/api/v1/contacts/{mine}").Read<ContactView>();
        Assert.Equal("INTERNAL", Assert.Single(seen.Calls).Notes);
        await agent.GetAsync($"/api/v1/contacts/{theirs}").Refused(404, "not_found");
        Assert.Equal(2, (await manager.GetAsync($"/api/v1/contacts/{mine}").Read<ContactView>()).Calls.Count);
        Assert.Single((await manager.GetAsync($"/api/v1/contacts/{theirs}").Read<ContactView>()).Calls);
    }

    [Fact]
    public async Task The_queue_of_his_campaign_shows_him_people_and_their_colleagues()
    {
        var tenant = await Given.Tenant(api.Database);
        var (agent, manager) = (await api.User(tenant, Roles.Agent), await api.User(tenant, Roles.CampaignManager));
        var (_, contacts) = await tenant.List("+12025550143", "+12025550144", "+12025550145");
        var campaign = await manager.Campaign();
        var account = Ids.New();
        await tenant.In(s =>
            s.Execute(
                """
                insert into accounts (tenant_id, id, name, name_normalized, name_lower) values (@tenant, @account, 'Analytical Ltd', 'analytical', 'analytical ltd');
                update contacts set account_id = @account where id <> @stranger;
                insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, status, time_zone) values (@tenant, @campaign, @queued, '+12025550143', 'direct', 'queued', 'America/New_York');
                """,
                new
                {
                    tenant = tenant.Id,
                    account,
                    stranger = contacts[2],
                    queued = contacts[0],
                    campaign = campaign.Id(),
                }
            )
        );
        await agent.GetAsync($"/api/v1/contacts/{contacts[0]}").Refused(404, "not_found");
        await tenant.In(s =>
            s.Execute(
                "insert into campaign_agents (tenant_id, campaign_id, agent_id) values (@tenant, @campaign, @agent)",
                new
                {
                    tenant = tenant.Id,
                    campaign = campaign.Id(),
                    agent = agent.Id,
                }
            )
        );

        await agent.GetAsync($"/api/v1/contacts/{contacts[0]}").Json();
        await agent.GetAsync($"/api/v1/contacts/{contacts[1]}").Json();
        await agent.GetAsync($"/api/v1/contacts/{contacts[2]}").Refused(404, "not_found");
        Assert.Equal(2, (await agent.GetAsync($"/api/v1/contacts?accountId={account}").Read<Page<ContactRow>>()).Items.Count);
    }

    [Fact]
    public async Task An_agent_pages_neither_through_everybody_nor_through_the_do_not_call_list()
    {
        var tenant = await Given.Tenant(api.Database);
        var (agent, both) = (await api.User(tenant, Roles.Agent), await api.User(tenant, Roles.Agent, Roles.DataOps));
        foreach (var path in (string[])["contacts", "contacts?q=a", "accounts", "lists", "suppressions"])
        {
            await agent.GetAsync($"/api/v1/{path}").Refused(403, "auth.forbidden");
            await both.GetAsync($"/api/v1/{path}").Is(HttpStatusCode.OK);
        }
    }

    private static async Task<Guid> Contact(TestTenant tenant, string name) =>
        (await tenant.In(s => s.Query("select id from contacts where full_name = @name", new { name }, r => r.GetGuid(0)))).Single();
}
