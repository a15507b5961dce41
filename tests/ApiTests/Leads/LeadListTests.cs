using Pivotal.Api.Leads;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Leads;

public sealed class LeadListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_list_pages_through_everything_once_and_filters()
    {
        var tenant = await Given.Tenant(api.Database);
        var (first, second) = (await tenant.Campaign(), await tenant.Campaign());
        var made = new List<Guid>();
        for (var i = 0; i < 7; i++)
            made.Add(await tenant.Lead(i < 5 ? first : second, $"Person {i}", i % 2 == 0 ? "new" : "approved"));
        var qa = await api.User(tenant, Roles.QualityAnalyst);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await qa.GetAsync($"/api/v1/leads?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}").Read<Page<LeadRow>>();
            Assert.Equal(new PageTotal(7, true), page.Total);
            seen.AddRange(Ids(page));
            cursor = page.NextCursor;
        } while (cursor is not null);
        Assert.Equal(made.AsEnumerable().Reverse(), seen);

        Assert.Equal(made, Ids(await qa.GetAsync("/api/v1/leads?sort=createdAt").Read<Page<LeadRow>>()));
        Assert.Equal(3, Ids(await qa.GetAsync("/api/v1/leads?status=approved").Read<Page<LeadRow>>()).Count);
        Assert.Equal(2, Ids(await qa.GetAsync($"/api/v1/leads?campaignId={second}").Read<Page<LeadRow>>()).Count);
        Assert.Equal([made[4]], Ids(await qa.GetAsync("/api/v1/leads?q=SON%204").Read<Page<LeadRow>>()));
        Assert.Empty(Ids(await qa.GetAsync("/api/v1/leads?q=%25").Read<Page<LeadRow>>()));
    }

    [Theory]
    [InlineData("status=won", 422, "field.unknown_value")]
    [InlineData("sort=name", 422, "field.unknown_value")]
    [InlineData("cursor=nonsense", 400, "request.cursor")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, int status, string code)
    {
        var qa = await api.User(await Given.Tenant(api.Database), Roles.QualityAnalyst);
        await qa.GetAsync($"/api/v1/leads?{query}").Refused(status, code);
        await qa.GetAsync("/api/v1/leads?status=new&sort=-createdAt").Json();
    }

    [Fact]
    public async Task A_reviewer_sees_what_the_client_ordered_and_the_persons_other_leads()
    {
        var tenant = await Given.Tenant(api.Database);
        var (first, second) = (await tenant.Campaign(), await tenant.Campaign());
        var (earlier, lead) = (await tenant.Lead(first, status: "approved"), await tenant.Lead(second));
        await tenant.In(s =>
            s.Execute(
                "update leads set contact_id = (select contact_id from leads where id = @earlier) where id = @lead",
                new { earlier, lead }
            )
        );
        await tenant.Lead(second, "Somebody else");
        var (client, ops, qa) = (
            await api.ClientUser(tenant),
            await api.User(tenant, Roles.CampaignManager),
            await api.User(tenant, Roles.QualityAnalyst)
        );
        var order = await Orders.GivenOrders.Submitted(client);
        await ops.PutAsync($"/api/v1/orders/{order}/campaigns/{second}", null).Json();
        await Orders.GivenOrders.Submitted(client);

        var shown = await qa.GetAsync($"/api/v1/leads/{lead}").Read<Lead>();
        var ordered = Assert.Single(shown.Orders);
        Assert.Equal(("ORD-000001", "Machinery"), (ordered.Number, ordered.Audience.Industries[0]));
        var related = Assert.Single(shown.Related);
        Assert.Equal((earlier, "approved"), (related.Id, related.Status));
        Assert.Empty((await qa.GetAsync($"/api/v1/leads/{earlier}").Read<Lead>()).Orders);
    }

    [Fact]
    public async Task The_summary_counts_every_status()
    {
        var tenant = await Given.Tenant(api.Database);
        var campaign = await tenant.Campaign();
        foreach (var status in (string[])["new", "new", "approved", "rejected"])
            await tenant.Lead(campaign, status: status);
        var qa = await api.User(tenant, Roles.QualityAnalyst);
        var summary = await qa.GetAsync("/api/v1/leads/summary").Read<Dictionary<string, long>>();
        Assert.Equal(
            new()
            {
                ["new"] = 2,
                ["under_review"] = 0,
                ["approved"] = 1,
                ["rejected"] = 1,
                ["published"] = 0,
            },
            summary
        );
    }

    [Fact]
    public async Task Agents_and_clients_see_no_leads()
    {
        var tenant = await Given.Tenant(api.Database);
        var lead = await tenant.Lead(await tenant.Campaign());
        foreach (var user in (ApiUser[])[await api.User(tenant, Roles.Agent), await api.ClientUser(tenant)])
        {
            await user.GetAsync("/api/v1/leads").Refused(403, "auth.forbidden");
            await user.GetAsync($"/api/v1/leads/{lead}").Refused(403, "auth.forbidden");
        }

        await (await api.User(tenant, Roles.QualityAnalyst)).GetAsync($"/api/v1/leads/{lead}").Json();
    }

    [Fact]
    public async Task Another_tenants_lead_is_not_there()
    {
        var tenant = await Given.Tenant(api.Database);
        var lead = await tenant.Lead(await tenant.Campaign());
        var neighbour = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        await neighbour.GetAsync($"/api/v1/leads/{lead}").Refused(404, "not_found");
        foreach (var move in (string[])["review", "release", "approve", "publish"])
            await neighbour.PostAsync($"/api/v1/leads/{lead}/{move}", null).Refused(404, "not_found");
        Assert.Empty(Ids(await neighbour.GetAsync("/api/v1/leads").Read<Page<LeadRow>>()));
        Assert.Equal("new", (await (await api.User(tenant, Roles.Admin)).GetAsync($"/api/v1/leads/{lead}").Read<Lead>()).Status);
    }

    private static List<Guid> Ids(Page<LeadRow> page) => [.. page.Items.Select(i => i.Id)];
}
