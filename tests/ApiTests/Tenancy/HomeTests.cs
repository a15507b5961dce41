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
        Assert.Equal(
            [1, 1, 0, 1, 1, 2],
            Numbers(manager, "contacts", "accounts", "activeCampaigns", "callsToday", "connectedToday", "openOrders")
        );
        Assert.Equal(1, manager.GetProperty("leadsByStatus").GetProperty("approved").GetInt64());
        Assert.Equal(JsonValueKind.Null, manager.GetProperty("myToday").ValueKind);

        var own = (await Home(agent)).GetProperty("myToday");
        Assert.Equal([1, 1, 1, 59], Numbers(own, "calls", "connected", "qualified", "talkSeconds"));

        var portal = await Home(client);
        Assert.Equal(1, portal.GetProperty("openOrders").GetInt64());
        foreach (
            var hidden in (string[])["contacts", "accounts", "activeCampaigns", "callsToday", "connectedToday", "leadsByStatus", "myToday"]
        )
            Assert.Equal(JsonValueKind.Null, portal.GetProperty(hidden).ValueKind);
    }

    [Fact]
    public async Task The_neighbour_counts_nothing_of_ours()
    {
        var tenant = await Given.Tenant(api.Database);
        await tenant.Lead(await tenant.Campaign());
        var neighbour = await Home(await api.User(await Given.Tenant(api.Database), Roles.Admin));
        Assert.Equal(
            [0, 0, 0, 0, 0, 0],
            Numbers(neighbour, "contacts", "accounts", "activeCampaigns", "callsToday", "connectedToday", "openOrders")
        );
    }

    [Fact]
    public async Task The_overview_has_thirty_days_goals_the_team_and_callbacks_of_this_tenant_alone()
    {
        var tenant = await Given.Tenant(api.Database);
        var campaign = await tenant.Campaign();
        await tenant.Lead(campaign, status: "approved");
        await tenant.Lead(campaign, status: "rejected");
        await tenant.In(s =>
            s.Execute(
                """
                update campaigns set status = 'active', lead_goal = 4;
                update tenants set time_zone = 'Pacific/Auckland';
                update call_attempts set created_at = now() - interval '3 days' where id = (select id from call_attempts order by id limit 1)
                """
            )
        );
        var manager = await api.User(tenant, Roles.CampaignManager);
        var overview = await manager.GetAsync("/api/v1/home/overview").Json();
        var days = overview.GetProperty("days").EnumerateArray().ToList();
        var today = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland")).DateTime
        );
        Assert.Equal(
            Enumerable.Range(-29, 30).Select(today.AddDays),
            days.Select(d => DateOnly.Parse(d.GetProperty("day").GetString()!, System.Globalization.CultureInfo.InvariantCulture))
        );
        Assert.Equal([2, 2, 2], new[] { "dials", "connected", "leads" }.Select(n => days.Sum(d => d.GetProperty(n).GetInt64())));
        Assert.Equal((1, 2), (days[^1].GetProperty("dials").GetInt64(), days[^1].GetProperty("leads").GetInt64()));
        var goal = Assert.Single(overview.GetProperty("goals").EnumerateArray());
        Assert.Equal((4, 1), (goal.GetProperty("goal").GetInt32(), goal.GetProperty("leads").GetInt64()));
        Assert.Equal([0, 0, 0, 0], Numbers(overview.GetProperty("team"), "available", "onCall", "wrapUp", "onBreak"));

        var contact = await tenant.In(s => s.Scalar<Guid>("select contact_id from leads limit 1"));
        await tenant.In(s =>
            s.Execute(
                """
                insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone, status, reason, callback_at)
                select tenant_id, @campaign, id, '+12025550100', 'direct', 'UTC', 'queued', 'callback', now() - interval '1 hour' from contacts where id = @contact
                """,
                new { campaign, contact }
            )
        );
        var due = await manager.GetAsync("/api/v1/home/overview").Json();
        Assert.Equal([1, 0], Numbers(due.GetProperty("callbacks"), "overdue", "today"));

        var neighbour = await (await api.User(await Given.Tenant(api.Database), Roles.Admin)).GetAsync("/api/v1/home/overview").Json();
        Assert.All(neighbour.GetProperty("days").EnumerateArray(), d => Assert.Equal([0, 0, 0], Numbers(d, "dials", "connected", "leads")));
        Assert.Empty(neighbour.GetProperty("goals").EnumerateArray());
        Assert.Equal([0, 0], Numbers(neighbour.GetProperty("callbacks"), "overdue", "today"));
        Assert.Equal(
            System.Net.HttpStatusCode.Forbidden,
            (await (await api.User(tenant, Roles.Agent)).GetAsync("/api/v1/home/overview")).StatusCode
        );
    }

    [Fact]
    public async Task A_new_tenants_administrator_is_shown_the_first_steps_and_nobody_else()
    {
        var tenant = await Given.Tenant(api.Database);
        var admin = await api.User(tenant, Roles.Admin);
        Assert.Equal((false, false, false, false), Steps((await Home(admin)).GetProperty("firstSteps")));
        await admin.PatchAsJsonAsync("/api/v1/tenants/current", new { timeZone = "Europe/Berlin" }).Json();
        await tenant.Lead(await tenant.Campaign());
        var manager = await api.User(tenant, Roles.CampaignManager);
        Assert.Equal((true, true, true, true), Steps((await Home(admin)).GetProperty("firstSteps")));
        Assert.Equal(JsonValueKind.Null, (await Home(manager)).GetProperty("firstSteps").ValueKind);
        // Only whoever owns the schema makes a tenant a demo; row-level security is in force for the owner too.
        await using var owner = api.Database.Owner.CreateCommand(
            $"begin; select set_config('app.tenant', '{tenant.Id}', true); update tenants set is_demo = true where id = '{tenant.Id}'; commit"
        );
        await owner.ExecuteNonQueryAsync();
        Assert.Equal(JsonValueKind.Null, (await Home(admin)).GetProperty("firstSteps").ValueKind);
    }

    private static (bool, bool, bool, bool) Steps(JsonElement steps) =>
        (
            steps.GetProperty("company").GetBoolean(),
            steps.GetProperty("users").GetBoolean(),
            steps.GetProperty("contacts").GetBoolean(),
            steps.GetProperty("campaign").GetBoolean()
        );

    private static Task<JsonElement> Home(ApiUser user) => user.GetAsync("/api/v1/home").Json();

    private static long[] Numbers(JsonElement home, params string[] names) => [.. names.Select(n => home.GetProperty(n).GetInt64())];
}
