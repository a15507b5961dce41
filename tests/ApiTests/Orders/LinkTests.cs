using Pivotal.Api.Orders;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Orders;

public sealed class LinkTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Operations_link_and_unlink_by_hand_and_the_client_does_not_see_how()
    {
        var tenant = await Given.Tenant(api.Database);
        var (client, ops) = (await api.ClientUser(tenant), await api.User(tenant, Roles.CampaignManager));
        var campaign = await tenant.Campaign();
        var order = $"/api/v1/orders/{await client.Submitted()}";
        var link = $"{order}/campaigns/{campaign}";

        await client.PutAsync(link, null).Refused(403, "auth.forbidden");
        for (var i = 0; i < 2; i++)
            Assert.Equal(campaign, Assert.Single((await ops.PutAsync(link, null).Read<Order>()).Campaigns!).Id);
        Assert.Null((await client.GetAsync(order).Read<Order>()).Campaigns);
        for (var i = 0; i < 2; i++)
            Assert.Empty((await ops.DeleteAsync(link).Read<Order>()).Campaigns!);
        Assert.Equal(
            2,
            await tenant.In(s =>
                s.Scalar<long>("select count(*) from audit_log where action in ('order.campaign_linked', 'order.campaign_unlinked')")
            )
        );
    }

    [Fact]
    public async Task Campaigns_are_linked_while_the_order_is_open()
    {
        var tenant = await Given.Tenant(api.Database);
        var (client, ops) = (await api.ClientUser(tenant), await api.User(tenant, Roles.CampaignManager));
        var campaign = await tenant.Campaign();
        var order = $"/api/v1/orders/{await client.Draft()}";
        await ops.PutAsync($"{order}/campaigns/{campaign}", null).Refused(404, "not_found");
        await client.PostAsync($"{order}/submit", null).Json();
        await ops.PutAsync($"{order}/campaigns/{campaign}", null).Json();
        await client.PostAsync($"{order}/cancel", null).Json();
        await ops.DeleteAsync($"{order}/campaigns/{campaign}").Refused(409, "orders.not_open");
    }

    [Fact]
    public async Task Another_tenants_campaign_cannot_be_linked()
    {
        var tenant = await Given.Tenant(api.Database);
        var (client, ops) = (await api.ClientUser(tenant), await api.User(tenant, Roles.Admin));
        var foreign = await (await Given.Tenant(api.Database)).Campaign();
        var order = $"/api/v1/orders/{await client.Submitted()}";
        await ops.PutAsync($"{order}/campaigns/{foreign}", null).Refused(404, "not_found");
        await ops.PutAsync($"{order}/campaigns/{await tenant.Campaign()}", null).Json();
    }

    /// <summary>An order through its whole life leaves the campaigns of the tenant as they were.</summary>
    [Fact]
    public async Task No_campaign_comes_from_an_order()
    {
        var tenant = await Given.Tenant(api.Database);
        var (client, ops) = (await api.ClientUser(tenant), await api.User(tenant, Roles.Admin));
        var campaign = await tenant.Campaign();
        var order = $"/api/v1/orders/{await client.Submitted()}";
        await ops.PutAsync($"{order}/campaigns/{campaign}", null).Json();
        await ops.PostAsync($"{order}/start", null).Json();
        await ops.PostAsync($"{order}/complete", null).Json();
        Assert.Equal([campaign], await tenant.In(s => s.Query("select id from campaigns", null, r => r.GetGuid(0))));
    }
}
