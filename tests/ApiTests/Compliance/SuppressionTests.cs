using System.Net;
using System.Net.Http.Json;
using Pivotal.Api.Accounts;
using Pivotal.Api.Compliance;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Imports;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Compliance;

public sealed class SuppressionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_value_flags_its_contacts_and_taking_it_off_lifts_the_flag()
    {
        var user = await User();
        await user.Import(
            "Email 1,Contact Phone 1,Contact Mobile Phone,Company Website Domain\na@acme.example,+12125550100,,acme.example\nb@mail.example,,+12125550101,acme.example\nc@other.example,+12125550102,,other.example\n"
        );

        var added = await Add(user, "phone", "+1 (212) 555-0100", "(212) 555-0199", "nonsense");
        Assert.Equal((1, 0, 2), (added.Added, added.Already, added.Invalid.Count));
        Assert.Equal([("a@acme.example", false, true)], await Flagged(user));

        Assert.Equal(1, (await Add(user, "domain", "https://www.acme.example/")).Added);
        Assert.Equal([("a@acme.example", true, true), ("b@mail.example", true, true)], await Flagged(user));
        Assert.Equal(1, (await Add(user, "email", "C@Other.example")).Added);
        Assert.Equal(3, (await Flagged(user)).Count);

        var rows = (await user.GetAsync("/api/v1/suppressions").Read<Page<SuppressionRow>>()).Items.ToDictionary(s => s.Kind, s => s.Id);
        await user.DeleteAsync($"/api/v1/suppressions/{rows["domain"]}").Is(HttpStatusCode.NoContent);
        Assert.Equal([("a@acme.example", false, true), ("c@other.example", true, false)], await Flagged(user));
        await user.DeleteAsync($"/api/v1/suppressions/{rows["domain"]}").Refused(404, "not_found");
    }

    [Fact]
    public async Task What_was_taken_off_the_list_stays_in_the_audit_log()
    {
        var tenant = await Given.Tenant(api.Database);
        var user = await api.User(tenant, Roles.DataOps);
        var id = Ids.New();
        await tenant.In(s =>
            s.Execute(
                "insert into suppressions (tenant_id, id, kind, value, reason, source) values (@tenant, @id, 'phone', '+12025550177', 'dnc_request', 'disposition')",
                new { tenant = tenant.Id, id }
            )
        );
        Assert.True((await user.DeleteAsync($"/api/v1/suppressions/{id}")).IsSuccessStatusCode);
        Assert.Equal(
            ("+12025550177", "dnc_request", "disposition"),
            await tenant.In(s =>
                s.QuerySingle(
                    "select data ->> 'value', data ->> 'reason', data ->> 'source' from audit_log where action = 'suppressions.removed'",
                    null,
                    r => (r.GetString(0), r.GetString(1), r.GetString(2))
                )
            )
        );
    }

    [Fact]
    public async Task The_same_value_in_another_spelling_is_there_already()
    {
        var user = await User();
        Assert.Equal(1, (await Add(user, "phone", "+44 (0)20 7946 0018", "+442079460018")).Added);
        var again = await Add(user, "phone", "+44 20 79460018");
        Assert.Equal((0, 1), (again.Added, again.Already));
        Assert.Equal(1, await Found("%2B4420"));
        Assert.Equal(1, await Found("%2B44%20(0)20%207946%200018"));
        Assert.Equal(1, await Found("0044%2020-79"));
        Assert.Equal(0, await Found("%2B44%2021"));

        async Task<long> Found(string start) =>
            (await user.GetAsync($"/api/v1/suppressions?kind=phone&q={start}").Read<Page<SuppressionRow>>()).Total.Count;
    }

    [Fact]
    public async Task Numbers_of_one_country_are_read_by_it_and_refused_without()
    {
        var user = await User();
        object Numbers(string? country) =>
            new
            {
                kind = "phone",
                values = new[] { "3173332174", "4.42079E+11", "+44 20 7946 0018" },
                country,
            };
        var without = await user.PostAsJsonAsync("/api/v1/suppressions", Numbers(null)).Read<AddedSuppressions>();
        Assert.Equal((1, 2), (without.Added, without.Invalid.Count));
        var with = await user.PostAsJsonAsync("/api/v1/suppressions", Numbers("US")).Read<AddedSuppressions>();
        Assert.Equal((1, 1, 1), (with.Added, with.Already, with.Invalid.Count));
        await user.PostAsJsonAsync("/api/v1/suppressions", Numbers("Nowhere")).Refused(422, "field.unknown_value");
        Assert.Single((await Add(user, "domain", "co.uk")).Invalid);
    }

    [Fact]
    public async Task A_mail_service_is_no_company_and_an_unknown_kind_is_refused()
    {
        var user = await User();
        Assert.Equal("gmail.com", (await Add(user, "domain", "gmail.com", "acme.example")).Invalid[0].Value);
        await user.PostAsJsonAsync("/api/v1/suppressions", new { kind = "fax", values = new[] { "1" } })
            .Refused(422, "field.unknown_value");
        await user.PostAsJsonAsync("/api/v1/suppressions", new { kind = "phone", values = Array.Empty<string>() })
            .Refused(422, "field.required");
    }

    [Fact]
    public async Task A_contact_made_or_changed_later_is_flagged_too()
    {
        var user = await User();
        await Add(user, "phone", "+12125550100");
        var made = await user.PostAsJsonAsync("/api/v1/contacts", new { email = "a@x.example", directPhone = "+12125550100" })
            .Read<ContactView>();
        Assert.True(made.SuppressedPhone);
        var changed = await user.Change(HttpMethod.Patch, $"/api/v1/contacts/{made.Id}", new { directPhone = "+12125550101" }, made.Version)
            .Read<ContactView>();
        Assert.False(changed.SuppressedPhone);
    }

    [Fact]
    public async Task People_of_a_company_that_gets_a_suppressed_domain_are_flagged_and_freed_with_it()
    {
        var user = await User();
        var account = Ids.New();
        await user.Tenant.In(s =>
            s.Execute(
                "insert into accounts (tenant_id, id, name, name_normalized, name_lower) values (@tenant, @account, 'Acme', 'acme', 'acme')",
                new { tenant = user.Tenant.Id, account }
            )
        );
        await user.PostAsJsonAsync("/api/v1/contacts", new { email = "a@x.example", accountId = account }).Json();
        await Add(user, "domain", "blocked.example");
        var at = $"/api/v1/accounts/{account}";
        var changed = await user.Change(HttpMethod.Patch, at, new { domain = "blocked.example" }, 1).Read<AccountView>();
        Assert.Equal([("a@x.example", true, true)], await Flags());
        await user.Change(HttpMethod.Patch, at, new { domain = "free.example" }, changed.Version).Json();
        Assert.Equal([("a@x.example", false, false)], await Flags());

        async Task<List<(string, bool, bool)>> Flags() =>
            [
                .. (await user.GetAsync("/api/v1/contacts").Read<Page<ContactRow>>()).Items.Select(c =>
                    (c.Email, c.SuppressedEmail, c.SuppressedPhone)
                ),
            ];
    }

    [Fact]
    public async Task A_domain_covers_what_lies_under_it_and_not_what_ends_alike_or_lies_above()
    {
        var user = await User();
        const string header = "Email 1,Contact Full Name,Company Name,Company Website Domain\n";
        await user.Import(header + "a@mail.de.acme.example,A,Acme,\nb@notacme.example,B,Other,\nc@x.example,C,Branch,shop.acme.example\n");
        await Add(user, "domain", "acme.example");
        Assert.Equal([("a@mail.de.acme.example", true, true), ("c@x.example", true, true)], await Flagged(user));
        await user.Import(header + "d@uk.acme.example,D,Acme UK,\ne@y.example,E,Fair,fair.acme.example\nf@example.org,F,Org,\n");
        await user.PostAsJsonAsync("/api/v1/contacts", new { email = "g@fr.acme.example" }).Json();
        Assert.Equal(
            ["a@mail.de.acme.example", "c@x.example", "d@uk.acme.example", "e@y.example", "g@fr.acme.example"],
            (await Flagged(user)).Select(f => f.Item1).Order(StringComparer.Ordinal)
        );

        // One that lies under another that stands there, too, and goes first: the other still holds.
        await Add(user, "domain", "uk.acme.example");
        var rows = (await user.GetAsync("/api/v1/suppressions").Read<Page<SuppressionRow>>()).Items.ToDictionary(s => s.Value, s => s.Id);
        await user.DeleteAsync($"/api/v1/suppressions/{rows["uk.acme.example"]}").Is(HttpStatusCode.NoContent);
        Assert.Equal(5, (await Flagged(user)).Count);
        await user.DeleteAsync($"/api/v1/suppressions/{rows["acme.example"]}").Is(HttpStatusCode.NoContent);
        Assert.Empty(await Flagged(user));
    }

    [Fact]
    public async Task A_running_campaign_drops_the_number_and_keeps_the_others()
    {
        var user = await User();
        await user.Import(
            "Email 1,Contact Full Name,Contact Phone 1\na@x.example,Ada,+12125550100\nb@x.example,Ben,+12125550101\nc@acme.example,Cleo,+12125550102\n"
        );
        var campaign = Ids.New();
        await user.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into campaigns (tenant_id, id, name, status) values (@tenant, @campaign, 'Calls', 'paused')",
                new { tenant = user.Tenant.Id, campaign }
            );
            await s.Execute(
                """
                insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone)
                select tenant_id, @campaign, id, direct_phone_e164, 'direct', 'America/New_York' from contacts
                """,
                new { campaign }
            );
        });
        await Add(user, "phone", "+12125550100");
        Assert.Equal(["+12125550101", "+12125550102"], await Queued());
        await Add(user, "domain", "acme.example");
        Assert.Equal(["+12125550101"], await Queued());

        Task<List<string>> Queued() =>
            user.Tenant.In(s =>
                s.Query("select phone_e164 from queue_entries where status = 'queued' order by 1", null, r => r.GetString(0))
            );
    }

    [Fact]
    public async Task Queues_hear_at_once_of_everybody_whom_a_domain_covers()
    {
        var user = await User();
        await user.Import(
            "Email 1,Contact Full Name,Contact Phone 1,Contact Mobile Phone,Company Name,Company Website Domain\n"
                + "a@acme.example,Ada,+12125550100,,,\nb@mail.acme.example,Ben,,+12125550101,,\nc@x.example,Cleo,+12125550102,,Branch,shop.acme.example\nd@notacme.example,Dora,+12125550103,,,\n"
        );
        await user.Tenant.In(s =>
            s.Execute("update accounts set main_phone_e164 = '+12125550104' where domain_normalized = 'shop.acme.example'")
        );
        await user.Tenant.In(s =>
            s.Execute(
                "insert into campaigns (tenant_id, id, name, status) values (@tenant, @id, 'Calls', 'paused')",
                new { tenant = user.Tenant.Id, id = Ids.New() }
            )
        );
        var told = await user.Tenant.In(s => RunningQueues.Affected(s, "domain", ["acme.example"], default));
        Assert.Equal(["+12125550100", "+12125550101", "+12125550102", "+12125550104"], told.Phones.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_tenants_list_is_nothing_to_another()
    {
        var (ours, theirs) = (await User(), await User());
        await theirs.Import("Email 1,Contact Phone 1\na@x.example,+12125550100\n");
        await Add(ours, "phone", "+12125550100");
        Assert.Empty(await Flagged(theirs));
        var id = (await ours.GetAsync("/api/v1/suppressions").Read<Page<SuppressionRow>>()).Items[0].Id;
        await theirs.DeleteAsync($"/api/v1/suppressions/{id}").Refused(404, "not_found");
        Assert.Equal(0, (await theirs.GetAsync("/api/v1/suppressions").Read<Page<SuppressionRow>>()).Total.Count);
        await ours.DeleteAsync($"/api/v1/suppressions/{id}").Is(HttpStatusCode.NoContent);
    }

    private static Task<AddedSuppressions> Add(HttpClient user, string kind, params string[] values) =>
        user.PostAsJsonAsync(
                "/api/v1/suppressions",
                new
                {
                    kind,
                    values,
                    reason = "asked us",
                }
            )
            .Read<AddedSuppressions>();

    private static async Task<List<(string, bool, bool)>> Flagged(HttpClient user) =>
        [
            .. (await user.GetAsync("/api/v1/contacts?suppressed=true").Read<Page<ContactRow>>())
                .Items.Select(c => (c.Email, c.SuppressedEmail, c.SuppressedPhone))
                .OrderBy(c => c.Email, StringComparer.Ordinal),
        ];

    private async Task<ApiUser> User() => await api.User(await Given.Tenant(api.Database), Roles.DataOps);
}
