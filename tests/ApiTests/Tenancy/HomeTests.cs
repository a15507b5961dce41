using System.Text.Json;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Orders;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

public sealed class HomeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Each_role_sees_its_own_numbers()
    {
        var tenant = await Given.Tenant(api.Database);
        await tenant.Lead(await tenant.Campaign(), status: "approved");
        var client = await api.ClientUser(tenant);
        await client.Submitted();
        await (await api.ClientUser(tenant)).Submitted();
        var agent = await api.User(tenant, Roles.Agent);
        await tenant.In(s => s.Execute("update call_attempts set agent_id = @agent", new { agent = agent.Id }));

        var manager = await Home(await api.User(tenant, Roles.CampaignManager));
        Assert.Equal([1, 1, 0, 1, 1, 2], Numbers(manager, "contacts", "accounts", "activeCampaigns", "callsToday", "connectedToday", "openOrders"));
        Assert.Equal(1, manager.GetProperty("leadsByStatus").GetProperty("approved").GetInt64());
        Assert.Equal(JsonValueKind.Null, manager.GetProperty("myToday").ValueKind);

        var own = (await Home(agent)).GetProperty("myToday");
        Assert.Equal([1, 1, 1, 59], Numbers(own, "calls", "connected", "qualified", "talkSeconds"));

        var portal = await Home(client);
        Assert.Equal(1, portal.GetProperty("openOrders").GetInt64());
        foreach (var hidden in (string[])["contacts", "accounts", "activeCampaigns", "callsToday", "connectedToday", "leadsByStatus", "myToday"])
            Assert.Equal(JsonValueKind.Null, portal.GetProperty(hidden).ValueKind);
    }

    [Fact]
    public async Task The_neighbour_counts_nothing_of_ours()
    {
        var tenant = await Given.Tenant(api.Database);
        await tenant.Lead(await tenant.Campaign());
        var neighbour = await Home(await api.User(await Given.Tenant(api.Database), Roles.Admin));
        Assert.Equal([0, 0, 0, 0, 0, 0], Numbers(neighbour, "contacts", "accounts", "activeCampaigns", "callsToday", "connectedToday", "openOrders"));
    }

    private static Task<JsonElement> Home(ApiUser user) => user.GetAsync("/api/v1/home").Json();

    private static long[] Numbers(JsonElement home, params string[] names) => [.. names.Select(n => home.GetProperty(n).GetInt64())];
}
