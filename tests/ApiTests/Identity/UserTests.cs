using System.Net.Http.Json;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Identity;

public sealed class UserTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Users = "/api/v1/users";

    [Fact]
    public async Task A_new_user_chooses_a_password_once_by_the_setup_link()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var made = await admin.PostAsJsonAsync(Users, Body()).Json();
        var email = made.GetProperty("user").GetProperty("email").GetString();
        var link = new Uri(made.GetProperty("setupLink").GetString()!).AbsolutePath;
        var nobody = api.Anonymous();
        await nobody
            .PostAsJsonAsync("/api/v1/session", new { email, password = "anything at all" })
            .Refused(401, "auth.invalid_credentials");
        await nobody.PostAsJsonAsync($"/api/v1{link}", new { password = "short" }).Refused(422, "password.length");

        Assert.Equal(204, (int)(await nobody.PostAsJsonAsync($"/api/v1{link}", new { password = "a fine long password" })).StatusCode);
        await nobody.PostAsJsonAsync($"/api/v1{link}", new { password = "another long password" }).Refused(404, "not_found");
        var session = await nobody.PostAsJsonAsync("/api/v1/session", new { email, password = "a fine long password" }).Json();
        Assert.Equal(["agent", "data_ops"], session.GetProperty("user").GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));
    }

    [Fact]
    public async Task A_lost_link_is_replaced_and_the_earlier_one_stops_working()
    {
        var tenant = await Given.Tenant(api.Database);
        var admin = await api.User(tenant, Roles.Admin);
        var made = await admin.PostAsJsonAsync(Users, Body()).Json();
        var (user, nobody) = (made.GetProperty("user"), api.Anonymous());
        var renew = $"{Users}/{user.GetProperty("id").GetGuid()}/setup-link";
        await (await api.User(tenant, Roles.CampaignManager)).PostAsync(renew, null).Refused(403, "auth.forbidden");
        await admin.PostAsync($"{Users}/{Ids.New()}/setup-link", null).Refused(404, "not_found");
        var second = new Uri((await admin.PostAsync(renew, null).Json()).GetProperty("setupLink").GetString()!).AbsolutePath;
        await nobody
            .PostAsJsonAsync(
                $"/api/v1{new Uri(made.GetProperty("setupLink").GetString()!).AbsolutePath}",
                new { password = "a fine long password" }
            )
            .Refused(404, "not_found");
        Assert.Equal(204, (int)(await nobody.PostAsJsonAsync($"/api/v1{second}", new { password = "a fine long password" })).StatusCode);
        await nobody
            .PostAsJsonAsync("/api/v1/session", new { email = user.GetProperty("email").GetString(), password = "a fine long password" })
            .Json();

        // What the administrator has seen of the user is still true: the password is no part of it.
        var path = $"{Users}/{user.GetProperty("id").GetGuid()}";
        await admin.Change(HttpMethod.Patch, path, new { status = "disabled" }, user.GetProperty("version").GetInt64()).Json();
        await admin.PostAsync(renew, null).Refused(409, "users.disabled");
        Assert.Equal(1, await tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'users.setup_link_renewed'")));
    }

    [Fact]
    public async Task Changed_roles_end_every_session_of_the_user()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, user) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.Agent));
        await user.GetAsync("/api/v1/session").Json();
        var changed = await admin
            .Change(HttpMethod.Put, $"{Users}/{user.Id}/roles", new { roles = new[] { Roles.DataOps, Roles.QualityAnalyst } }, 1)
            .Json();
        Assert.Equal(["data_ops", "quality_analyst"], changed.GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));
        Assert.Equal(2, changed.GetProperty("version").GetInt64());
        await user.GetAsync("/api/v1/session").Refused(401, "auth.required");
        var log = await admin.GetAsync($"/api/v1/audit?entity=user&entityId={user.Id}").Json();
        var entry = log.GetProperty("items")[0];
        Assert.Equal(("users.roles_changed", admin.Id), (entry.GetProperty("action").GetString(), entry.GetProperty("actorId").GetGuid()));
    }

    [Fact]
    public async Task Changes_need_the_version_that_was_seen()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, user) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.Agent));
        var seen = await admin.GetAsync($"{Users}/{user.Id}");
        Assert.Equal("\"1\"", seen.Headers.ETag!.Tag);
        await admin.Change(HttpMethod.Patch, $"{Users}/{user.Id}", new { firstName = "Grace" }, null).Refused(428, "precondition.required");
        var changed = await admin.Change(HttpMethod.Patch, $"{Users}/{user.Id}", new { firstName = "Grace" }, 1);
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        await admin.Change(HttpMethod.Patch, $"{Users}/{user.Id}", new { firstName = "Joan" }, 1).Refused(412, "precondition.failed");
        Assert.Equal("Grace", (await admin.GetAsync($"{Users}/{user.Id}").Json()).GetProperty("firstName").GetString());
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var tenant = await Given.Tenant(api.Database);
        var admin = await api.User(tenant, Roles.Admin);
        await admin
            .Change(HttpMethod.Put, $"{Users}/{admin.Id}/roles", new { roles = new[] { Roles.Agent } }, 1)
            .Refused(409, "users.last_admin");
        await admin.Change(HttpMethod.Patch, $"{Users}/{admin.Id}", new { status = "disabled" }, 1).Refused(409, "users.last_admin");
        await api.User(tenant, Roles.Admin);
        await admin.Change(HttpMethod.Patch, $"{Users}/{admin.Id}", new { status = "disabled" }, 1).Json();
        await admin.GetAsync("/api/v1/session").Refused(401, "auth.required");
    }

    [Fact]
    [Trait("Kind", "Race")]
    public async Task Two_administrators_who_take_each_others_role_at_once_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var tenant = await Given.Tenant(api.Database);
            var (one, other) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.Admin));
            var answers = await Task.WhenAll(
                one.Change(HttpMethod.Put, $"{Users}/{other.Id}/roles", new { roles = new[] { Roles.DataOps } }, 1),
                other.Change(HttpMethod.Put, $"{Users}/{one.Id}/roles", new { roles = new[] { Roles.DataOps } }, 1)
            );
            // The second is refused by the rule, or has lost its session by then.
            Assert.Single(answers, a => a.IsSuccessStatusCode);
            Assert.Equal(1, await tenant.In(s => s.Scalar<long>("select count(*) from user_roles where role = 'admin'")));
        }
    }

    [Fact]
    public async Task Refused_fields_are_all_named_at_once()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var problem = await admin
            .PostAsJsonAsync(
                Users,
                new
                {
                    email = "no address",
                    username = "",
                    roles = new[] { "emperor" },
                    password = "short",
                }
            )
            .Refused(422, "field.email");
        Assert.Equal(["/email", "/username", "/roles/0", "/password"], problem.Pointers());
        var client = await admin.PostAsJsonAsync(Users, Body(Roles.ClientUser)).Refused(422, "users.client_required");
        Assert.Equal(["/clientId"], client.Pointers());
    }

    [Fact]
    public async Task An_address_is_taken_once_per_tenant()
    {
        var (admin, elsewhere) = (
            await api.User(await Given.Tenant(api.Database), Roles.Admin),
            await api.User(await Given.Tenant(api.Database), Roles.Admin)
        );
        var body = Body();
        await admin.PostAsJsonAsync(Users, body).Json();
        var problem = await admin.PostAsJsonAsync(Users, body).Refused(409, "users.email_taken");
        Assert.Equal(["/email"], problem.Pointers());
        await elsewhere.PostAsJsonAsync(Users, body).Json();
    }

    [Fact]
    public async Task Another_tenants_client_organisation_is_unknown()
    {
        var (tenant, other) = (await Given.Tenant(api.Database), await Given.Tenant(api.Database));
        var admin = await api.User(tenant, Roles.Admin);
        var (own, foreign) = (await api.Client(tenant), await api.Client(other));
        await admin.PostAsJsonAsync(Users, Body(Roles.ClientUser, foreign)).Refused(422, "users.unknown_client");
        await admin.PostAsJsonAsync(Users, Body(Roles.ClientUser, own)).Json();
    }

    [Fact]
    public async Task A_list_goes_on_where_the_cursor_points()
    {
        var tenant = await Given.Tenant(api.Database);
        var admin = await api.User(tenant, Roles.Admin);
        for (var i = 0; i < 4; i++)
            await api.User(tenant, Roles.Agent);
        var seen = new List<Guid>();
        for (string? cursor = "", next = null; cursor is not null; cursor = next)
        {
            var page = await admin.GetAsync($"{Users}?limit=2{(cursor == "" ? "" : $"&cursor={cursor}")}").Json();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("id").GetGuid()));
            Assert.Equal(5, page.GetProperty("total").GetProperty("count").GetInt64());
            next = page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal((5, 5), (seen.Count, seen.Distinct().Count()));
        await admin.GetAsync($"{Users}?cursor=nonsense!").Refused(400, "request.cursor");
        await (await api.User(tenant, Roles.CampaignManager)).GetAsync(Users).Refused(403, "auth.forbidden");
    }

    private static object Body(string? role = null, Guid? clientId = null)
    {
        var name = $"n{Ids.New():N}";
        return new
        {
            email = $"{name}@example.com",
            username = name,
            firstName = "Ada",
            lastName = "Byron",
            roles = role is null ? [Roles.Agent, Roles.DataOps] : new[] { role },
            clientId,
        };
    }
}
