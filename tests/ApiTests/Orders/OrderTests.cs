using System.Net.Http.Json;
using Pivotal.Api.Orders;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Orders;

public sealed class OrderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_client_drafts_changes_and_submits_an_order_and_operations_work_on_it()
    {
        var tenant = await Given.Tenant(api.Database);
        var (client, ops) = (await api.ClientUser(tenant), await api.User(tenant, Roles.CampaignManager));
        var created = await client.PostAsJsonAsync("/api/v1/orders", GivenOrders.Body(compliance: false));
        var order = await Task.FromResult(created).Read<Order>();
        Assert.Equal(201, (int)created.StatusCode);
        Assert.Equal($"/api/v1/orders/{order.Id}", created.Headers.Location?.ToString());
        Assert.Equal(("ORD-000001", "draft", 25, "q1"), (order.Number, order.Status, order.LeadGoal, order.Questions[0].Id));

        var path = created.Headers.Location!.ToString();
        var problem = await client.PostAsync($"{path}/submit", null).Refused(422, "orders.compliance_required");
        Assert.Equal(["/complianceConfirmed"], problem.Pointers());
        var changed = await client.Change(HttpMethod.Patch, path, new { complianceConfirmed = true, leadGoal = 30 }, 1).Read<Order>();
        Assert.Equal((30, "Spring leads", 2), (changed.LeadGoal, changed.Title, changed.Version));
        var submitted = await client.PostAsync($"{path}/submit", null).Read<Order>();
        Assert.Equal("submitted", submitted.Status);
        Assert.NotNull(submitted.SubmittedAt);

        Assert.Equal("in_progress", (await ops.PostAsync($"{path}/start", null).Read<Order>()).Status);
        await client.PostAsync($"{path}/cancel", null).Refused(409, "orders.illegal_move");
        Assert.Equal("completed", (await ops.PostAsync($"{path}/complete", null).Read<Order>()).Status);
        await ops.PostAsync($"{path}/cancel", null).Refused(409, "orders.illegal_move");
    }

    [Fact]
    public async Task Only_a_draft_changes_and_only_from_the_version_one_saw()
    {
        var client = await api.ClientUser(await Given.Tenant(api.Database));
        var path = $"/api/v1/orders/{await client.Draft()}";
        await client.Change(HttpMethod.Patch, path, new { title = "New" }, null).Refused(428, "precondition.required");
        await client.Change(HttpMethod.Patch, path, new { title = "New" }, 9).Refused(412, "precondition.failed");
        await client.Change(HttpMethod.Patch, path, new { title = "New" }, 1).Json();
        await client.PostAsync($"{path}/submit", null).Json();
        await client.Change(HttpMethod.Patch, path, new { title = "Newer" }, 3).Refused(409, "orders.not_draft");
        Assert.Equal("New", (await client.GetAsync(path).Read<Order>()).Title);
    }

    [Fact]
    public async Task Everything_wrong_with_an_order_is_said_at_once()
    {
        var client = await api.ClientUser(await Given.Tenant(api.Database));
        var problem = await client
            .PostAsJsonAsync(
                "/api/v1/orders",
                new
                {
                    title = " ",
                    type = "fax",
                    audience = new { industries = new[] { "" } },
                    questions = new object[]
                    {
                        new
                        {
                            id = "a",
                            text = "One",
                            kind = "choice",
                            options = new[] { "only" },
                        },
                        new { id = "a", text = "" },
                    },
                }
            )
            .Refused(422, "field.required");
        Assert.Equal(
            ["/audience/industries", "/leadGoal", "/questions", "/questions/0/options", "/questions/1/text", "/title", "/type"],
            problem.Pointers().Distinct().Order()
        );
        await client.PostAsJsonAsync("/api/v1/orders", GivenOrders.Body()).Json();
    }

    [Fact]
    public async Task An_order_is_for_a_day_to_come_and_for_a_channel_that_there_is()
    {
        var client = await api.ClientUser(await Given.Tenant(api.Database));
        var problem = await client
            .PostAsJsonAsync(
                "/api/v1/orders",
                new
                {
                    title = "Spring",
                    leadGoal = 5,
                    dueOn = "2020-01-01",
                    type = "email",
                }
            )
            .Refused(422, "orders.due_in_past");
        Assert.Equal(["/dueOn", "/type"], problem.Pointers());
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        var order = (
            await client
                .PostAsJsonAsync(
                    "/api/v1/orders",
                    new
                    {
                        title = "Spring",
                        leadGoal = 5,
                        dueOn = today,
                        complianceConfirmed = true,
                    }
                )
                .Read<Order>()
        ).Id;
        var path = $"/api/v1/orders/{order}";
        await client.Change(HttpMethod.Patch, path, new { dueOn = "2020-01-01" }, 1).Refused(422, "orders.due_in_past");
        // The draft lay about until its day was over.
        await client.Tenant.In(s => s.Execute("update orders set due_on = '2020-01-01', type = 'combo' where id = @order", new { order }));
        await client.Change(HttpMethod.Patch, path, new { title = "Summer" }, 1).Json();
        var late = await client.PostAsync($"{path}/submit", null).Refused(422, "orders.due_in_past");
        Assert.Equal(["/dueOn"], late.Pointers());
        await client.Change(HttpMethod.Patch, path, new { dueOn = today }, 2).Json();
        await client.PostAsync($"{path}/submit", null).Json();
    }

    [Fact]
    public async Task Another_clients_order_is_not_there()
    {
        var tenant = await Given.Tenant(api.Database);
        var (mine, other) = (await api.ClientUser(tenant), await api.ClientUser(tenant));
        var path = $"/api/v1/orders/{await mine.Draft()}";
        await other.GetAsync(path).Refused(404, "not_found");
        await other.Change(HttpMethod.Patch, path, new { title = "Mine now" }, 1).Refused(404, "not_found");
        foreach (var move in (string[])["submit", "cancel"])
            await other.PostAsync($"{path}/{move}", null).Refused(404, "not_found");
        foreach (var part in (string[])["leads", "leads.csv", "downloads"])
            await other.GetAsync($"{path}/{part}").Refused(404, "not_found");
        Assert.Empty((await other.GetAsync("/api/v1/orders").Read<Page<Order>>()).Items);

        var colleague = await api.ClientUser(tenant, mine.ClientId);
        Assert.Single((await colleague.GetAsync("/api/v1/orders").Read<Page<Order>>()).Items);
        await colleague.PostAsync($"{path}/submit", null).Json();
    }

    [Fact]
    public async Task Another_tenants_order_is_not_there_for_operations_either()
    {
        var tenant = await Given.Tenant(api.Database);
        var order = await (await api.ClientUser(tenant)).Submitted();
        var neighbour = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        await neighbour.GetAsync($"/api/v1/orders/{order}").Refused(404, "not_found");
        await neighbour.PostAsync($"/api/v1/orders/{order}/start", null).Refused(404, "not_found");
        await neighbour.GetAsync($"/api/v1/orders/{order}/leads.csv").Refused(404, "not_found");
        Assert.Equal(0, (await neighbour.GetAsync("/api/v1/orders").Read<Page<Order>>()).Total.Count);
        await (await api.User(tenant, Roles.Admin)).PostAsync($"/api/v1/orders/{order}/start", null).Json();
    }

    [Fact]
    public async Task A_client_user_without_an_organisation_orders_nothing_and_sees_nothing()
    {
        var tenant = await Given.Tenant(api.Database);
        await (await api.ClientUser(tenant)).Draft();
        var stray = await api.User(tenant, Roles.ClientUser);
        await stray.PostAsJsonAsync("/api/v1/orders", GivenOrders.Body()).Refused(403, "orders.no_client");
        Assert.Empty((await stray.GetAsync("/api/v1/orders").Read<Page<Order>>()).Items);
    }

    [Fact]
    public async Task Operations_read_orders_and_write_none()
    {
        var tenant = await Given.Tenant(api.Database);
        var client = await api.ClientUser(tenant);
        var order = await client.Draft();
        var ops = await api.User(tenant, Roles.CampaignManager);
        await ops.PostAsJsonAsync("/api/v1/orders", GivenOrders.Body()).Refused(403, "auth.forbidden");
        await ops.Change(HttpMethod.Patch, $"/api/v1/orders/{order}", new { title = "x" }, 1).Refused(403, "auth.forbidden");
        await ops.PostAsync($"/api/v1/orders/{order}/submit", null).Refused(403, "auth.forbidden");
        // A draft is the client's own until it is submitted.
        await ops.GetAsync($"/api/v1/orders/{order}").Refused(404, "not_found");
        Assert.Empty((await ops.GetAsync("/api/v1/orders").Read<Page<Order>>()).Items);
        await client.PostAsync($"/api/v1/orders/{order}/submit", null).Json();
        Assert.Equal("submitted", (await ops.GetAsync($"/api/v1/orders/{order}").Read<Order>()).Status);
        await (await api.User(tenant, Roles.Agent)).GetAsync("/api/v1/orders").Refused(403, "auth.forbidden");
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Orders_made_at_once_get_numbers_that_run_on_without_a_gap()
    {
        var tenant = await Given.Tenant(api.Database);
        ApiUser[] clients = [await api.ClientUser(tenant), await api.ClientUser(tenant)];
        var made = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => clients[i % 2].PostAsJsonAsync("/api/v1/orders", GivenOrders.Body()).Read<Order>())
        );
        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"ORD-{n:000000}"), made.Select(order => order.Number).Order());
        var elsewhere = await api.ClientUser(await Given.Tenant(api.Database));
        Assert.Equal("ORD-000001", (await elsewhere.PostAsJsonAsync("/api/v1/orders", GivenOrders.Body()).Read<Order>()).Number);
    }

    [Fact]
    public async Task The_same_key_makes_one_order()
    {
        var client = await api.ClientUser(await Given.Tenant(api.Database));
        Task<HttpResponseMessage> Post() =>
            client.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
                {
                    Content = JsonContent.Create(GivenOrders.Body()),
                    Headers = { { "Idempotency-Key", "spring" } },
                }
            );
        var (first, again) = (await Post().Read<Order>(), await Post().Read<Order>());
        Assert.Equal(first.Id, again.Id);
        Assert.Single((await client.GetAsync("/api/v1/orders").Read<Page<Order>>()).Items);
    }
}
