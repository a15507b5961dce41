using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Hosting;
using Pivotal.Api.Tenancy;
using Pivotal.Api.Tenancy.Demo;
using Pivotal.Api.Tenancy.Demo.Rows;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy.Demo;

/// <summary>A demo tenant as a visitor finds it: what the pages say is counted again here from the rows.</summary>
public sealed class DemoMonthTests
{
    [Fact]
    public async Task Every_figure_of_a_filled_tenant_adds_up()
    {
        await using var demo = await FilledDemo.Start("1");
        foreach (var tenant in await NewTenants.All(demo.Database.Tenants, default))
        {
            Assert.Equal(
                (1, 1),
                (
                    await demo.Count(tenant.Id, "demo_months"),
                    await demo.Count(tenant.Id, "audit_log where action = 'demo.filled' and actor_kind = 'system'")
                )
            );
            var manager = await demo.SignIn(tenant, Roles.CampaignManager);
            var home = await manager.GetAsync("/api/v1/home").Json();
            Assert.Equal((5_000, 900, 2), (home.Number("contacts"), home.Number("accounts"), home.Number("activeCampaigns")));
            Assert.Equal(
                await demo.Count(
                    tenant.Id,
                    "call_attempts where created_at >= (select date_trunc('day', now() at time zone t.time_zone) at time zone t.time_zone from tenants t)"
                ),
                home.Number("callsToday")
            );
            var leads = home.GetProperty("leadsByStatus").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64());
            Assert.All(leads, l => Assert.True(l.Value > 0, $"{l}"));

            var to = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
            var range = $"from={to.AddDays(-40):yyyy-MM-dd}&to={to:yyyy-MM-dd}";
            var campaigns = await demo.Rows(manager, $"/api/v1/reports/dialer/campaigns?{range}");
            Assert.Equal(3, campaigns.Count);
            Assert.Equal(await demo.Count(tenant.Id, "call_attempts"), campaigns.Sum(c => c.Number("dials")));
            Assert.Equal(
                await demo.Count(tenant.Id, "call_attempts where bridged_at is not null"),
                campaigns.Sum(c => c.Number("connected"))
            );
            Assert.Equal(leads.Values.Sum(), campaigns.Sum(c => c.Number("qualified")));
            Assert.All(campaigns, c => Assert.True(c.GetProperty("abandonRate").GetDouble() <= 0.03));
            Assert.All(
                await demo.Rows(manager, $"/api/v1/reports/dialer/abandon?{range}"),
                d => Assert.False(d.GetProperty("overCap").GetBoolean())
            );

            var hours = await demo.Rows(manager, $"/api/v1/reports/dialer/hours?{range}");
            Assert.Equal(campaigns.Sum(c => c.Number("dials")), hours.Sum(h => h.Number("dials")));
            var agents = await demo.Rows(manager, $"/api/v1/reports/dialer/agents?{range}");
            Assert.Equal(campaigns.Sum(c => c.Number("connected")), agents.Sum(a => a.Number("connected")));
            Assert.All(
                agents,
                a => Assert.Equal(a.Number("availableSeconds"), a.GetProperty("idle").EnumerateObject().Sum(i => i.Value.GetInt64()), 5.0)
            );

            var penetration = await demo.Rows(manager, $"/api/v1/reports/dialer/penetration?{range}");
            var lists = (await manager.GetAsync("/api/v1/lists?limit=50").Json())
                .GetProperty("items")
                .EnumerateArray()
                .ToDictionary(l => l.GetProperty("id").GetGuid(), l => l.Number("memberCount"));
            foreach (
                var campaign in (await manager.GetAsync("/api/v1/campaigns?limit=50").Json())
                    .GetProperty("items")
                    .EnumerateArray()
                    .Where(c => c.GetProperty("status").GetString() != "draft")
            )
            {
                var whole = await manager.GetAsync($"/api/v1/campaigns/{campaign.GetProperty("id").GetGuid()}").Json();
                var row = penetration.Single(p => p.GetProperty("campaignId").GetGuid() == whole.GetProperty("id").GetGuid());
                Assert.Equal(lists[whole.GetProperty("listId").GetGuid()], row.Number("total"));
                Assert.Equal(
                    row.Number("total"),
                    row.Number("neverTried") + row.Number("tried") + row.Number("reached") + row.Number("done") + row.Number("removed")
                );
                if (whole.GetProperty("status").GetString() != "active")
                    continue;
                var queue = await manager.GetAsync($"/api/v1/campaigns/{whole.GetProperty("id").GetGuid()}/queue").Json();
                Assert.Equal((row.Number("done"), row.Number("removed")), (queue.Number("done"), queue.Number("removed")));
            }

            await Orders(demo, tenant, await demo.SignIn(tenant, Roles.ClientUser));
        }
    }

    [Fact]
    public async Task A_month_is_given_once_and_a_start_that_broke_off_leaves_none()
    {
        await using var demo = await FilledDemo.Start("people");
        var tenant = (await NewTenants.All(demo.Database.Tenants, default))[0];
        Assert.Equal((0, 0), (await demo.Count(tenant.Id, "contacts"), await demo.Count(tenant.Id, "users where is_robot")));

        var fill = ActivatorUtilities.CreateInstance<DemoFill>(demo.Host.Services);
        using var broken = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        await Assert.ThrowsAnyAsync<Exception>(() => fill.Run(tenant.Id, 1, broken.Token));
        Assert.Equal((0, 0), (await demo.Count(tenant.Id, "contacts"), await demo.Count(tenant.Id, "demo_months")));

        var both = await Task.WhenAll(fill.Run(tenant.Id, 1, default), fill.Run(tenant.Id, 1, default));
        Assert.Single(both, month => month is not null);
        Assert.Equal(5_000, await demo.Count(tenant.Id, "contacts"));
        Assert.Null(await fill.Run(tenant.Id, 1, default));
    }

    [Fact]
    public async Task A_tenant_in_which_somebody_works_is_left_alone()
    {
        await using var demo = await FilledDemo.Start("people");
        var tenant = (await NewTenants.All(demo.Database.Tenants, default))[0];
        await demo.Database.Tenants.InTenant(
            tenant.Id,
            (s, ct) =>
                s.Execute(
                    "insert into campaigns (tenant_id, id, name) values (@tenant, @id, 'Mine')",
                    new { tenant = s.TenantId, id = Ids.New() },
                    ct
                )
        );
        Assert.Null(await ActivatorUtilities.CreateInstance<DemoFill>(demo.Host.Services).Run(tenant.Id, 1, default));
        Assert.Equal(0, await demo.Count(tenant.Id, "contacts"));
    }

    [Fact]
    public async Task The_product_would_take_each_of_its_campaigns()
    {
        await using var demo = await FilledDemo.Start("people");
        var tenant = (await NewTenants.All(demo.Database.Tenants, default))[0];
        var month = (await ActivatorUtilities.CreateInstance<DemoFill>(demo.Host.Services).Run(tenant.Id, 1, default))!;
        Assert.Equal(4, month.Campaigns.Count);
        Assert.All(month.Campaigns, c => Assert.Empty(CampaignRows.Document(c, Ids.New(), month.Clock.Id).Normalized().Check().Refusals));
        // The gates of the product judge the queue as the month has it: who is suppressed is out, and nobody else is.
        Assert.Equal(
            0,
            await demo.Count(
                tenant.Id,
                "queue_entries q join contacts c on c.id = q.contact_id where (q.status = 'queued') and (c.suppressed_phone or c.is_invalid)"
            )
        );
        Assert.True(await demo.Count(tenant.Id, "contacts where suppressed_email and not suppressed_phone") > 0);
    }

    private static async Task Orders(FilledDemo demo, ActiveTenant tenant, HttpClient client)
    {
        var orders = (await client.GetAsync("/api/v1/orders").Json()).GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(orders);
        foreach (var order in orders)
        {
            var id = order.GetProperty("id").GetGuid();
            Assert.Equal(
                await demo.Count(
                    tenant.Id,
                    $"leads l join order_campaigns c on c.campaign_id = l.campaign_id where c.order_id = '{id}' and l.status in ('approved', 'published')"
                ),
                order.Number("delivered")
            );
            var downloads = (await client.GetAsync($"/api/v1/orders/{id}/downloads").Json()).GetProperty("items").EnumerateArray().ToList();
            Assert.NotEmpty(downloads);
            Assert.All(downloads, d => Assert.InRange(d.Number("leadCount"), 1, order.Number("delivered")));
        }
    }
}

/// <summary>A product in demo mode on a database of its own.</summary>
internal sealed class FilledDemo : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IReadOnlyList<DemoSignIn> _signIns;

    private FilledDemo(EmptyDatabase database, OwnHost host, string folder, IReadOnlyList<DemoSignIn> signIns) =>
        (Database, Host, _folder, _signIns) = (database, host, folder, signIns);

    public EmptyDatabase Database { get; }

    public OwnHost Host { get; }

    /// <param name="mode">of PIVOTAL_DEMO; with 1 it returns when the tenants are filled, and fails where that takes longer than the half minute it may</param>
    public static async Task<FilledDemo> Start(string mode)
    {
        var database = await EmptyDatabase.Create();
        var folder = TestDatabase.NewFolder("demo");
        var settings = new[] { (DemoSetting.Name, mode), ("PIVOTAL_DATA", folder) };
        await using (var first = await OwnHost.Start(database.App))
            await FirstStart.Prepare(
                first.Services,
                new ConfigurationBuilder()
                    .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Item1, s.Item2)))
                    .Build(),
                default
            );
        var host = await OwnHost.Start(database.App, null, settings);
        var demo = new FilledDemo(database, host, folder, DemoSignIns.Read(Path.Combine(folder, DemoTenants.FileName)));
        if (mode != "1")
            return demo;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var tenant in await NewTenants.All(database.Tenants, default))
            while (await demo.Count(tenant.Id, "demo_months") == 0)
                await Task.Delay(100, limit.Token);
        return demo;
    }

    public Task<long> Count(Guid tenant, string from) =>
        Database.Tenants.InTenant(tenant, (s, ct) => s.Scalar<long>($"select count(*) from {from}", null, ct));

    public async Task<List<JsonElement>> Rows(HttpClient user, string report) =>
        [.. (await user.GetAsync(report).Json()).GetProperty("rows").EnumerateArray()];

    public async Task<HttpClient> SignIn(ActiveTenant tenant, string role)
    {
        var who = _signIns.First(s => s.Tenant == tenant.Name && s.Roles.Contains(role));
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new(), UseCookies = true })
        {
            BaseAddress = Host.BaseAddress,
        };
        var answer = await client.PostAsJsonAsync("/api/v1/session", new { who.Email, who.Password });
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

internal static class Figures
{
    public static long Number(this JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
