using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.ApiTests.Imports;
using Pivotal.ApiTests.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Compliance;

public sealed class SuppressionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_value_flags_its_contacts_and_taking_it_off_lifts_the_flag()
    {
        var user = await User();
        await user.Import("Email 1,Contact Phone 1,Contact Mobile Phone,Company Website Domain\na@acme.example,+12125550100,,acme.example\nb@mail.example,,+12125550101,acme.example\nc@other.example,+12125550102,,other.example\n");

        var added = await Add(user, "phone", "+1 (212) 555-0100", "(212) 555-0199", "nonsense");
        Assert.Equal((1, 0, 2), (added.GetProperty("added").GetInt32(), added.GetProperty("already").GetInt32(), added.GetProperty("invalid").GetArrayLength()));
        Assert.Equal([("a@acme.example", false, true)], await Flagged(user));

        Assert.Equal(1, (await Add(user, "domain", "https://www.acme.example/")).GetProperty("added").GetInt32());
        Assert.Equal([("a@acme.example", true, true), ("b@mail.example", true, true)], await Flagged(user));
        Assert.Equal(1, (await Add(user, "email", "C@Other.example")).GetProperty("added").GetInt32());
        Assert.Equal(3, (await Flagged(user)).Count);

        var rows = (await user.GetAsync("/api/v1/suppressions").Json()).GetProperty("items").EnumerateArray().ToDictionary(s => s.GetProperty("kind").GetString()!, s => s.GetProperty("id").GetGuid());
        await user.DeleteAsync($"/api/v1/suppressions/{rows["domain"]}").Is(HttpStatusCode.NoContent);
        Assert.Equal([("a@acme.example", false, true), ("c@other.example", true, false)], await Flagged(user));
        await user.DeleteAsync($"/api/v1/suppressions/{rows["domain"]}").Refused(404, "not_found");
    }

    [Fact]
    public async Task The_same_value_in_another_spelling_is_there_already()
    {
        var user = await User();
        Assert.Equal(1, (await Add(user, "phone", "+44 (0)20 7946 0018", "+442079460018")).GetProperty("added").GetInt32());
        var again = await Add(user, "phone", "+44 20 79460018");
        Assert.Equal((0, 1), (again.GetProperty("added").GetInt32(), again.GetProperty("already").GetInt32()));
        Assert.Equal(1, (await user.GetAsync("/api/v1/suppressions?kind=phone&q=%2B4420").Json()).GetProperty("total").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_mail_service_is_no_company_and_an_unknown_kind_is_refused()
    {
        var user = await User();
        Assert.Equal("gmail.com", (await Add(user, "domain", "gmail.com", "acme.example")).GetProperty("invalid")[0].GetProperty("value").GetString());
        await user.PostAsJsonAsync("/api/v1/suppressions", new { kind = "fax", values = new[] { "1" } }).Refused(422, "field.unknown_value");
        await user.PostAsJsonAsync("/api/v1/suppressions", new { kind = "phone", values = Array.Empty<string>() }).Refused(422, "field.required");
    }

    [Fact]
    public async Task A_contact_made_or_changed_later_is_flagged_too()
    {
        var user = await User();
        await Add(user, "phone", "+12125550100");
        var made = await user.PostAsJsonAsync("/api/v1/contacts", new { email = "a@x.example", directPhone = "+12125550100" }).Json();
        Assert.True(made.GetProperty("suppressedPhone").GetBoolean());
        var changed = await user.Change(HttpMethod.Patch, $"/api/v1/contacts/{made.GetProperty("id").GetGuid()}", new { directPhone = "+12125550101" }, made.GetProperty("version").GetInt64()).Json();
        Assert.False(changed.GetProperty("suppressedPhone").GetBoolean());
    }

    [Fact]
    public async Task A_running_campaign_drops_the_number_and_keeps_the_others()
    {
        var user = await User();
        await user.Import("Email 1,Contact Full Name,Contact Phone 1\na@x.example,Ada,+12125550100\nb@x.example,Ben,+12125550101\nc@acme.example,Cleo,+12125550102\n");
        var campaign = Ids.New();
        await user.Tenant.In(async s =>
        {
            await s.Execute("insert into campaigns (tenant_id, id, name, status) values (@tenant, @campaign, 'Calls', 'paused')", new { tenant = user.Tenant.Id, campaign });
            await s.Execute(
                """
                insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone)
                select tenant_id, @campaign, id, direct_phone_e164, 'direct', 'America/New_York' from contacts
                """, new { campaign });
        });
        await Add(user, "phone", "+12125550100");
        Assert.Equal(["+12125550101", "+12125550102"], await Queued());
        await Add(user, "domain", "acme.example");
        Assert.Equal(["+12125550101"], await Queued());

        Task<List<string>> Queued() => user.Tenant.In(s => s.Query("select phone_e164 from queue_entries where status = 'queued' order by 1", null, r => r.GetString(0)));
    }

    [Fact]
    public async Task One_tenants_list_is_nothing_to_another()
    {
        var (ours, theirs) = (await User(), await User());
        await theirs.Import("Email 1,Contact Phone 1\na@x.example,+12125550100\n");
        await Add(ours, "phone", "+12125550100");
        Assert.Empty(await Flagged(theirs));
        var id = (await ours.GetAsync("/api/v1/suppressions").Json()).GetProperty("items")[0].GetProperty("id").GetGuid();
        await theirs.DeleteAsync($"/api/v1/suppressions/{id}").Refused(404, "not_found");
        Assert.Equal(0, (await theirs.GetAsync("/api/v1/suppressions").Json()).GetProperty("total").GetProperty("count").GetInt32());
        await ours.DeleteAsync($"/api/v1/suppressions/{id}").Is(HttpStatusCode.NoContent);
    }

    private static Task<JsonElement> Add(HttpClient user, string kind, params string[] values) =>
        user.PostAsJsonAsync("/api/v1/suppressions", new { kind, values, reason = "asked us" }).Json();

    private static async Task<List<(string?, bool, bool)>> Flagged(HttpClient user) =>
        [.. (await user.GetAsync("/api/v1/contacts?suppressed=true").Json()).GetProperty("items").EnumerateArray()
            .Select(c => (c.GetProperty("email").GetString(), c.GetProperty("suppressedEmail").GetBoolean(), c.GetProperty("suppressedPhone").GetBoolean())).OrderBy(c => c.Item1, StringComparer.Ordinal)];

    private async Task<ApiUser> User() => await api.User(await Given.Tenant(api.Database), Roles.DataOps);
}
