using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

/// <summary>Every record is changed by the same rule (RFC 7396): absent stays, null clears, and what is needed cannot be cleared.</summary>
public sealed class MergePatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Null_takes_a_contacts_values_away_and_what_is_absent_stays()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.DataOps);
        var account = Ids.New();
        await user.Tenant.In(s =>
            s.Execute(
                "insert into accounts (tenant_id, id, name, name_normalized, name_lower, website) values (@tenant, @account, 'Acme', 'acme', 'acme', 'https://acme.example')",
                new { tenant = user.Tenant.Id, account }
            )
        );
        var made = await user.PostAsJsonAsync(
                "/api/v1/contacts",
                new
                {
                    email = "ada@example.com",
                    fullName = "Ada",
                    directPhone = "+12125550100",
                    jobTitle = "CTO",
                    city = "Bath",
                    accountId = account,
                    customFields = new { shoe = "42", hat = "7" },
                }
            )
            .Json();
        var at = $"/api/v1/contacts/{made.GetProperty("id").GetGuid()}";
        var changed = await user.Change(
                HttpMethod.Patch,
                at,
                new
                {
                    directPhone = (string?)null,
                    jobTitle = (string?)null,
                    accountId = (Guid?)null,
                    customFields = new { shoe = (string?)null },
                },
                1
            )
            .Json();
        Assert.Equal(
            (null, null, null, null, "Bath"),
            (
                Text(changed, "directPhone"),
                Text(changed, "directPhoneE164"),
                Text(changed, "jobTitle"),
                Text(changed, "accountId"),
                Text(changed, "city")
            )
        );
        Assert.Equal(["hat"], changed.GetProperty("customFields").EnumerateObject().Select(p => p.Name));
        await user.Change(HttpMethod.Patch, at, new { email = (string?)null }, 2).Refused(422, "field.required");

        var company = await user.Change(HttpMethod.Patch, $"/api/v1/accounts/{account}", new { website = (string?)null }, 1).Json();
        Assert.Equal((null, "Acme"), (Text(company, "website"), Text(company, "name")));
        await user.Change(HttpMethod.Patch, $"/api/v1/accounts/{account}", new { name = (string?)null }, 2).Refused(422, "field.required");

        var list = await user.PostAsJsonAsync("/api/v1/lists", new { name = "People", description = "of ours" }).Json();
        at = $"/api/v1/lists/{list.GetProperty("id").GetGuid()}";
        Assert.Equal(
            ("People", ""),
            (await user.Change(HttpMethod.Patch, at, new { description = (string?)null }, 1).Json()) is var l
                ? (Text(l, "name"), Text(l, "description"))
                : default
        );
        await user.Change(HttpMethod.Patch, at, new { name = (string?)null }, 2).Refused(422, "field.required");
    }

    [Fact]
    public async Task Null_takes_a_users_names_and_a_break_s_limits_and_not_what_is_needed()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var other = await api.User(admin.Tenant, Roles.Agent);
        var at = $"/api/v1/users/{other.Id}";
        var version = (await admin.GetAsync(at).Json()).GetProperty("version").GetInt64();
        Assert.Equal("", Text(await admin.Change(HttpMethod.Patch, at, new { firstName = (string?)null }, version).Json(), "firstName"));
        foreach (var needed in new[] { "email", "username", "status", "timeZone" })
        {
            var refused = await admin.Change(HttpMethod.Patch, at, new Dictionary<string, string?> { [needed] = null }, version + 1);
            Assert.Equal(422, (int)refused.StatusCode);
        }

        var code = await admin
            .PostAsJsonAsync(
                "/api/v1/pause-codes",
                new
                {
                    code = "tea",
                    label = "Tea",
                    maxMinutes = 10,
                    maxMinutesDay = 30,
                }
            )
            .Json();
        var changed = await admin
            .Change(HttpMethod.Patch, $"/api/v1/pause-codes/{code.GetProperty("id").GetGuid()}", new { maxMinutes = (int?)null }, 1)
            .Json();
        Assert.Equal(
            (JsonValueKind.Null, 30),
            (changed.GetProperty("maxMinutes").ValueKind, changed.GetProperty("maxMinutesDay").GetInt32())
        );
    }

    [Fact]
    public async Task Null_takes_a_drafts_date_and_notes_and_not_its_title()
    {
        var client = await api.ClientUser(await Given.Tenant(api.Database));
        var order = await client
            .PostAsJsonAsync(
                "/api/v1/orders",
                new
                {
                    title = "Leads",
                    leadGoal = 10,
                    notes = "soon",
                    dueOn = "2031-05-01",
                }
            )
            .Json();
        var at = $"/api/v1/orders/{order.GetProperty("id").GetGuid()}";
        var changed = await client.Change(HttpMethod.Patch, at, new { dueOn = (string?)null, notes = (string?)null }, 1).Json();
        Assert.Equal(
            (JsonValueKind.Null, "", "Leads", 10),
            (
                changed.GetProperty("dueOn").ValueKind,
                Text(changed, "notes"),
                Text(changed, "title"),
                changed.GetProperty("leadGoal").GetInt32()
            )
        );
        await client.Change(HttpMethod.Patch, at, new { title = (string?)null }, 2).Refused(422, "field.required");
        await client.Change(HttpMethod.Patch, at, new { leadGoal = "many" }, 2).Refused(400, "request.malformed");
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
