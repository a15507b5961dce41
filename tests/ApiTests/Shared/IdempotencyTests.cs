using System.Net.Http.Json;
using Pivotal.GrainInterfaces.Shared;
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
        await Create(admin, key, "Northwind").Json();
        await admin.Tenant.In(s => s.Execute("update idempotency_keys set status = null, response = null"));
        await Create(admin, key, "Northwind").Refused(409, "idempotency.running");
        await admin.Tenant.In(s => s.Execute("update idempotency_keys set created_at = now() - interval '25 hours'"));
        await Create(admin, key, "Northwind").Refused(409, "clients.name_taken");
    }

    private static Task<HttpResponseMessage> Create(HttpClient who, string key, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Clients) { Content = JsonContent.Create(new { name }) };
        request.Headers.Add("Idempotency-Key", key);
        return who.SendAsync(request);
    }
}
