using System.Net;
using System.Net.Http.Json;
using Pivotal.Api.Accounts;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Imports;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Accounts;

public sealed class ContactTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_contact_is_made_changed_deleted_and_restored()
    {
        var user = await User();
        var made = await Create(
            user,
            new
            {
                email = " Ada@Example.com ",
                firstName = "Ada",
                lastName = "Example",
                directPhone = "212-555-0100",
                country = "US",
                stateAbbr = "NY",
            }
        );
        var id = made.Id;
        Assert.Equal(("Ada Example", "+12125550100", "America/New_York"), (made.FullName, made.DirectPhoneE164, made.TimeZone));

        var changed = await user.Change(
                HttpMethod.Patch,
                $"/api/v1/contacts/{id}",
                new
                {
                    jobTitle = "CTO",
                    directPhone = "",
                    customFields = new { shoe = "42" },
                },
                1
            )
            .Read<ContactView>();
        Assert.Equal(
            ("CTO", null, "42", "Ada Example", 2),
            (changed.JobTitle, changed.DirectPhoneE164, changed.CustomFields["shoe"], changed.FullName, changed.Version)
        );
        var get = await user.GetAsync($"/api/v1/contacts/{id}");
        Assert.Equal("\"2\"", get.Headers.ETag!.Tag);

        await user.DeleteAsync($"/api/v1/contacts/{id}").Is(HttpStatusCode.NoContent);
        await user.GetAsync($"/api/v1/contacts/{id}").Refused(404, "not_found");
        Assert.Equal(0, await Count(user, ""));
        Assert.Equal("CTO", (await user.PostAsync($"/api/v1/contacts/{id}/restore", null).Read<ContactView>()).JobTitle);
        Assert.Equal(1, await Count(user, ""));
    }

    [Fact]
    public async Task A_person_belongs_to_the_company_whose_domain_the_address_ends_in()
    {
        var user = await User();
        var company = Ids.New();
        await user.Tenant.In(s =>
            s.Execute(
                """
                insert into accounts (tenant_id, id, name, name_normalized, name_lower, domain, domain_normalized) values (@tenant, @company, 'Firm', 'firm', 'firm', 'firm.example', 'firm.example');
                insert into accounts (tenant_id, id, name, name_normalized, name_lower, domain, domain_normalized) values (@tenant, gen_random_uuid(), 'Mail', 'mail', 'mail', 'gmail.com', 'gmail.com')
                """,
                new { tenant = user.Tenant.Id, company }
            )
        );
        Assert.Equal(company, (await Create(user, new { email = "ada@Firm.example" })).AccountId);
        Assert.Equal(company, (await Create(user, new { email = "ada@eu.firm.example" })).AccountId);
        Assert.Null((await Create(user, new { email = "ada@gmail.com" })).AccountId);
        Assert.Null((await Create(user, new { email = "ada@otherfirm.example" })).AccountId);

        var moved = await Create(user, new { email = "grace@home.example" });
        var path = $"/api/v1/contacts/{moved.Id}";
        var hired = await user.Change(HttpMethod.Patch, path, new { email = "grace@firm.example" }, 1).Read<ContactView>();
        Assert.Equal(company, hired.AccountId);
        var left = await user.Change(
                HttpMethod.Patch,
                path,
                System.Text.Json.Nodes.JsonNode.Parse("""{"accountId": null, "email": "g@firm.example"}""")!,
                2
            )
            .Read<ContactView>();
        Assert.Null(left.AccountId);
        Assert.Null((await user.Change(HttpMethod.Patch, path, new { jobTitle = "CTO" }, 3).Read<ContactView>()).AccountId);
    }

    [Fact]
    public async Task An_address_that_a_mail_program_wrote_is_kept_as_the_address_alone()
    {
        var user = await User();
        var made = await Create(user, new { email = "Foo Bar <Foo.Bar@firm.example>" });
        Assert.Equal("Foo.Bar@firm.example", made.Email);
        var changed = await user.Change(HttpMethod.Patch, $"/api/v1/contacts/{made.Id}", new { email = "mailto:foo@firm.example" }, 1)
            .Read<ContactView>();
        Assert.Equal("foo@firm.example", changed.Email);
    }

    [Fact]
    public async Task A_change_needs_the_version_it_saw()
    {
        var user = await User();
        var id = (await Create(user, new { email = "ada@example.com" })).Id;
        await user.Change(HttpMethod.Patch, $"/api/v1/contacts/{id}", new { jobTitle = "CTO" }, null).Refused(428, "precondition.required");
        await user.Change(HttpMethod.Patch, $"/api/v1/contacts/{id}", new { jobTitle = "CTO" }, 7).Refused(412, "precondition.failed");
        await user.Change(HttpMethod.Patch, $"/api/v1/contacts/{id}", new { jobTitle = "CTO" }, 1).Json();
    }

    [Fact]
    public async Task What_is_wrong_is_named_field_by_field_and_what_is_right_is_taken()
    {
        var user = await User();
        var problem = await Post(
                user,
                new
                {
                    email = "nonsense",
                    directPhone = "123",
                    country = "US",
                    fullName = new string('x', 201),
                }
            )
            .Refused(422, "field.email");
        Assert.Equal(["/email", "/fullName", "/directPhone"], problem.Pointers());
        await Post(user, new { email = "ada@example.com", accountId = Ids.New() }).Refused(422, "contacts.account_unknown");
        await Create(user, new { email = "ada@example.com" });
        await Post(user, new { email = "ADA@example.com" }).Refused(409, "contacts.email_taken");
        await Create(user, new { email = "ada+work@example.com" });
    }

    [Fact]
    public async Task A_number_that_was_read_once_stays_whatever_country_is_set_later_and_one_that_was_not_is_read_by_it()
    {
        var user = await User();
        var made = await Create(
            user,
            new
            {
                email = "ada@example.com",
                directPhone = "020 7946 0018",
                country = "GB",
            }
        );
        Assert.Equal("+442079460018", made.DirectPhoneE164);
        var at = $"/api/v1/contacts/{made.Id}";
        var moved = await user.Change(HttpMethod.Patch, at, new { country = "DE" }, 1).Read<ContactView>();
        Assert.Equal(("DE", "+442079460018"), (moved.Country, moved.DirectPhoneE164));
        await user.Import("Email 1,Contact Country\nada@example.com,FR\n");
        var imported = await user.GetAsync(at).Read<ContactView>();
        Assert.Equal(("FR", "+442079460018"), (imported.Country, imported.DirectPhoneE164));
        var again = await user.Change(HttpMethod.Patch, at, new { directPhone = "01 23 45 67 89" }, imported.Version).Read<ContactView>();
        Assert.Equal("+33123456789", again.DirectPhoneE164);

        await user.Tenant.In(s =>
            s.Execute("update contacts set direct_phone = '020 7946 0018', direct_phone_e164 = null, country = null", null)
        );
        var unread = await user.GetAsync(at).Read<ContactView>();
        var read = await user.Change(HttpMethod.Patch, at, new { country = "GB" }, unread.Version).Read<ContactView>();
        Assert.Equal("+442079460018", read.DirectPhoneE164);
    }

    [Fact]
    public async Task Contacts_are_found_by_the_start_of_name_address_and_company()
    {
        var user = await User();
        await user.Import(
            "Email 1,Contact Full Name,Company Name,Contact Phone 1,Contact Country\nada@x.example,Ada Stone,Northwind,212-555-0100,US\nben@x.example,Ben Adams,Adatum,,US\ncleo@x.example,Cleo North,Contoso,,UK\nöle@x.example,Öle Norden,Contoso,,\n"
        );
        Assert.Equal(["Ada Stone", "Ben Adams"], await Names(user, "q=ADA"));
        Assert.Equal(["Ada Stone"], await Names(user, "q=north"));
        Assert.Equal(["Öle Norden"], await Names(user, "q=öl"));
        Assert.Equal([], await Names(user, "q=stone"));
        Assert.Equal(["Ada Stone"], await Names(user, "q=%2B1%20(212)%20555-0100"));
        Assert.Equal([], await Names(user, "q=%2B1%20212%20555%200101"));
        Assert.Equal([], await Names(user, "q=%25"));
        Assert.Equal(["Ada Stone"], await Names(user, "hasPhone=true"));
        Assert.Equal(["Ada Stone", "Ben Adams"], await Names(user, "country=US"));
        Assert.Equal(["Öle Norden", "Cleo North", "Ben Adams", "Ada Stone"], await Names(user, "sort=-name"));
        await user.GetAsync("/api/v1/contacts?sort=shoe").Refused(422, "field.unknown_value");
        await user.GetAsync("/api/v1/contacts?cursor=nonsense").Refused(400, "request.cursor");
    }

    [Fact]
    public async Task A_search_shows_the_best_matches_first_and_pages_through_all_kinds_once()
    {
        var user = await User();
        await user.Import(
            "Email 1,Contact Full Name,Company Name,Contact Country\n"
                + "zoe@x.example,Kim Stone,Adatum,US\nkurt@x.example,Zed Adams,Kontoso,US\nkarl@x.example,Karl North,Kontoso,UK\nal@x.example,Al Young,Kontoso,US\nbo@x.example,Bo Old,Kappa,US\nno@x.example,No Match,Adatum,US\n"
        );
        Assert.Equal(["Karl North", "Kim Stone", "Zed Adams", "Bo Old", "Al Young"], await Names(user, "q=k"));
        Assert.Equal(["Al Young", "Bo Old", "Karl North", "Kim Stone", "Zed Adams"], await Names(user, "q=k&sort=name"));
        Assert.Equal(["Kim Stone", "Zed Adams", "Bo Old", "Al Young"], await Names(user, "q=k&country=US"));
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await user.GetAsync($"/api/v1/contacts?q=k&limit=2{cursor}").Read<Page<ContactRow>>();
            Assert.Equal(5, page.Total.Count);
            seen.AddRange(page.Items.Select(c => c.FullName));
            cursor = page.NextCursor is { } next ? $"&cursor={next}" : null;
        } while (cursor is not null);
        Assert.Equal(["Karl North", "Kim Stone", "Zed Adams", "Bo Old", "Al Young"], seen);
        var ofAll = (await user.GetAsync("/api/v1/contacts?limit=2").Read<Page<ContactRow>>()).NextCursor;
        await user.GetAsync($"/api/v1/contacts?q=k&cursor={ofAll}").Refused(400, "request.cursor");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("createdAt")]
    [InlineData("-createdAt")]
    public async Task Paging_shows_every_contact_once(string sort)
    {
        var user = await User();
        await user.Import(
            "Email 1,Contact Full Name\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"p{i}@x.example,Same Name {i % 3}\n"))
        );
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await user.GetAsync(
                    $"/api/v1/contacts?limit=7&sort={sort}&cursor={cursor}".Replace("&cursor=", cursor is null ? "" : "&cursor=")
                )
                .Read<Page<ContactRow>>();
            seen.AddRange(page.Items.Select(c => c.Id));
            Assert.Equal(new PageTotal(25, true), page.Total);
            cursor = page.NextCursor;
        } while (cursor is not null);
        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Distinct().Count());
    }

    [Fact]
    public async Task Accounts_are_listed_shown_and_changed()
    {
        var user = await User();
        await user.Import(
            "Email 1,Company Name,Company Website Domain,Company Industry,Company Country\na@x.example,Acme Inc,acme.example,Machinery,US\nb@x.example,Acme Inc,acme.example,Machinery,US\nc@x.example,Beta,beta.example,Foods,DE\n"
        );
        var rows = (await user.GetAsync("/api/v1/accounts").Read<Page<AccountRow>>()).Items;
        Assert.Equal([("Acme Inc", 2L), ("Beta", 1L)], rows.Select(a => (a.Name, a.ContactCount)));
        Assert.Single((await user.GetAsync("/api/v1/accounts?q=beta.ex").Read<Page<AccountRow>>()).Items);
        Assert.Single((await user.GetAsync("/api/v1/accounts?industry=Foods&country=DE").Read<Page<AccountRow>>()).Items);
        var id = rows[0].Id;
        await user.Change(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { domain = "beta.example" }, 1).Refused(409, "accounts.taken");
        await user.Change(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { name = "" }, 1).Refused(422, "field.required");
        await user.Change(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { staffCountRange = "-3" }, 1)
            .Refused(422, "accounts.staff_invalid");
        await user.Change(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { revenueRange = "-$5M" }, 1)
            .Refused(422, "accounts.revenue_invalid");
        var changed = await user.Change(
                HttpMethod.Patch,
                $"/api/v1/accounts/{id}",
                new { name = "Acme Corporation", staffCountRange = "1000-5000" },
                1
            )
            .Read<AccountView>();
        Assert.Equal(("Acme Corporation", "1,001-5,000", 2), (changed.Name, changed.StaffCountRange, changed.ContactCount));
    }

    [Fact]
    public async Task Another_tenant_sees_neither_contact_nor_account()
    {
        var (ours, theirs) = (await User(), await User());
        await ours.Import("Email 1,Company Name\nada@example.com,Acme\n");
        var contact = (await ours.GetAsync("/api/v1/contacts").Read<Page<ContactRow>>()).Items[0];
        var (id, account) = (contact.Id, contact.AccountId);
        Assert.Equal(0, await Count(theirs, ""));
        foreach (var path in new[] { $"contacts/{id}", $"accounts/{account}" })
        {
            await theirs.GetAsync($"/api/v1/{path}").Refused(404, "not_found");
            await ours.GetAsync($"/api/v1/{path}").Is(HttpStatusCode.OK);
            await theirs.Change(HttpMethod.Patch, $"/api/v1/{path}", new { }, 1).Refused(404, "not_found");
        }

        await theirs.DeleteAsync($"/api/v1/contacts/{id}").Refused(404, "not_found");
        await theirs.PostAsync($"/api/v1/contacts/{id}/restore", null).Refused(404, "not_found");
        await Post(theirs, new { email = "x@example.com", accountId = account }).Refused(422, "contacts.account_unknown");
        await Create(theirs, new { email = "ada@example.com" });
    }

    [Fact]
    public async Task An_agent_reads_contacts_and_changes_none()
    {
        var tenant = await Given.Tenant(api.Database);
        var agent = await api.User(tenant, Roles.Agent);
        await agent.GetAsync($"/api/v1/contacts?accountId={Ids.New()}").Is(HttpStatusCode.OK);
        await Post(agent, new { email = "ada@example.com" }).Refused(403, "auth.forbidden");
        await (await api.ClientUser(tenant)).GetAsync("/api/v1/contacts").Refused(403, "auth.forbidden");
    }

    internal static Task<HttpResponseMessage> Post(HttpClient user, object body) => user.PostAsJsonAsync("/api/v1/contacts", body);

    internal static Task<ContactView> Create(HttpClient user, object body) => Post(user, body).Read<ContactView>();

    internal static async Task<long> Count(HttpClient user, string query) =>
        (await user.GetAsync($"/api/v1/contacts?{query}").Read<Page<ContactRow>>()).Total.Count;

    private static async Task<List<string>> Names(HttpClient user, string query) =>
        [.. (await user.GetAsync($"/api/v1/contacts?{query}").Read<Page<ContactRow>>()).Items.Select(c => c.FullName)];

    private async Task<ApiUser> User() => await api.User(await Given.Tenant(api.Database), Roles.DataOps);
}
