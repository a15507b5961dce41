using System.Net.Http.Json;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Shared;

public sealed class IdempotencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Clients = "/api/v1/clients";

    [Fact]
    public async Task The_same_key_and_body_get_the_first_answer_and_make_one_thing()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var key = Ids.New().ToString();
        var first = await Create(admin, key, "Northwind").Json();
        var again = await Create(admin, key, "Northwind");
        Assert.Equal(201, (int)again.StatusCode);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first.ToString(), (await Task.FromResult(again).Json()).ToString());
        Assert.Equal(1, await admin.Tenant.In(s => s.Scalar<long>("select count(*) from clients")));
    }

    [Fact]
    public async Task Another_body_with_the_same_key_is_refused_and_another_user_has_other_keys()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, manager) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.CampaignManager));
        var key = Ids.New().ToString();
        await Create(admin, key, "Northwind").Json();
        await Create(admin, key, "Contoso").Refused(422, "idempotency.key_reused");
        await Create(manager, key, "Contoso").Json();
    }

    [Fact]
    public async Task A_refusal_is_repeated_too()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var key = Ids.New().ToString();
        await Create(admin, key, "").Refused(422, "field.required");
        await Create(admin, key, "").Refused(422, "field.required");
    }

    [Fact]
    public async Task While_the_first_runs_the_second_waits_its_turn()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var key = Ids.New().ToString();
        Task<HttpResponseMessage> first = null!;
        await admin.Tenant.In(async s =>
        {
            // Whoever makes a client waits for this one's name.
            await s.Execute(
                "insert into clients (tenant_id, id, name) values (@tenant, @id, 'Northwind')",
                new { tenant = admin.Tenant.Id, id = Ids.New() }
            );
            first = Create(admin, key, "Northwind");
            await Eventually(() => Waiting(api));
            await Create(admin, key, "Northwind").Refused(409, "idempotency.running");
        });
        await first.Refused(409, "clients.name_taken");
        await Create(admin, key, "Northwind").Refused(409, "clients.name_taken");
    }

    [Fact]
    public async Task A_day_later_a_key_is_a_new_one()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var key = Ids.New().ToString();
        await Create(admin, key, "Northwind").Json();
        await admin.Tenant.In(s => s.Execute("update idempotency_keys set created_at = now() - interval '25 hours'"));
        await Create(admin, key, "Northwind").Refused(409, "clients.name_taken");
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Whoever_loses_the_line_and_asks_again_has_one_thing_and_its_answer()
    {
        var tenant = await Given.Tenant(api.Database);
        var client = await api.ClientUser(tenant);
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(async i =>
                {
                    var key = Ids.New().ToString();
                    await Lost(() => Order(client, key, i, TimeSpan.FromMilliseconds(i)));
                    // The first may still run; then the answer says so, and it is asked again.
                    for (var tries = 0; ; tries++)
                    {
                        var again = await Order(client, key, i, Timeout.InfiniteTimeSpan);
                        if (again.StatusCode == System.Net.HttpStatusCode.Conflict && tries < 100)
                        {
                            await Task.Delay(50);
                            continue;
                        }

                        Assert.Equal($"Order {i}", (await Task.FromResult(again).Json()).GetProperty("title").GetString());
                        break;
                    }
                })
        );
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => $"Order {i}").Order(StringComparer.Ordinal),
            (await tenant.In(s => s.Query("select title from orders", null, r => r.GetString(0)))).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_failure_of_ours_leaves_neither_the_thing_nor_the_key()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var key = Ids.New().ToString();
        await admin.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into clients (tenant_id, id, name) values (@tenant, @id, 'Northwind')",
                new { tenant = admin.Tenant.Id, id = Ids.New() }
            );
            var first = Create(admin, key, "Northwind");
            await Eventually(() => Waiting(api));
            await s.Scalar<bool>(
                "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into clients%'"
            );
            Assert.Equal(503, (int)(await first).StatusCode);
            await s.Execute("delete from clients");
        });
        Assert.Equal(0, await admin.Tenant.In(s => s.Scalar<long>("select count(*) from idempotency_keys")));
        await Create(admin, key, "Northwind").Json();
    }

    // In a transaction of its own: within one the server shows the same moment again and again.
    private static Task<bool> Waiting(ApiFixture api) =>
        api.Database.Tenants.System(
            (s, ct) =>
                s.Scalar<bool>(
                    "select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into clients%')",
                    null,
                    ct
                )
        );

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 200, "It never came to that.");
            await Task.Delay(25);
        }
    }

    private static async Task Lost(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            (await send()).Dispose();
        }
        catch (OperationCanceledException)
        {
            // That is what is tried here.
        }
    }

    private static async Task<HttpResponseMessage> Order(ApiUser client, string key, int number, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = JsonContent.Create(new { title = $"Order {number}", leadGoal = 5 }),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, limit.Token);
    }

    private static Task<HttpResponseMessage> Create(HttpClient who, string key, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Clients) { Content = JsonContent.Create(new { name }) };
        request.Headers.Add("Idempotency-Key", key);
        return who.SendAsync(request);
    }
}
