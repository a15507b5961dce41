using System.Net;
using System.Net.Http.Json;
using Pivotal.Api.Accounts;
using Pivotal.Api.Audience;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Imports;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Audience;

public sealed class ListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Members_come_by_id_or_by_filter_and_go_the_same_way()
    {
        var user = await User();
        await user.Import("Email 1,Contact Country\na@x.example,US\nb@x.example,US\nc@x.example,DE\n");
        var list = await New(user, "Spring");
        var first = (await user.GetAsync("/api/v1/contacts?country=DE").Read<Page<ContactRow>>()).Items[0].Id;

        Assert.Equal(new AddedMembers(1, 0), await Add(user, list, new { contactIds = new[] { first, Ids.New() } }).Read<AddedMembers>());
        Assert.Equal(new AddedMembers(2, 1), await Add(user, list, new { filter = new { } }).Read<AddedMembers>());
        Assert.Equal(3, (await user.GetAsync($"/api/v1/lists/{list}").Read<ListView>()).MemberCount);

        Assert.Equal(new RemovedMembers(2), await Remove(user, list, new { filter = new { country = "US" } }).Read<RemovedMembers>());
        Assert.Equal(1, (await user.GetAsync($"/api/v1/contacts?listId={list}").Read<Page<ContactRow>>()).Total.Count);
        await Add(user, list, new { }).Refused(422, "lists.members_ambiguous");
    }

    [Fact]
    public async Task A_name_is_taken_once_and_a_change_needs_its_version()
    {
        var user = await User();
        var list = await New(user, "Spring");
        await user.PostAsJsonAsync("/api/v1/lists", new { name = "Spring" }).Refused(409, "lists.name_taken");
        await user.PostAsJsonAsync("/api/v1/lists", new { name = " " }).Refused(422, "field.required");
        await New(user, "Summer");
        await user.Change(HttpMethod.Patch, $"/api/v1/lists/{list}", new { name = "Summer" }, 1).Refused(409, "lists.name_taken");
        await user.Change(HttpMethod.Patch, $"/api/v1/lists/{list}", new { name = "Autumn" }, 9).Refused(412, "precondition.failed");
        Assert.Equal(
            "Autumn",
            (await user.Change(HttpMethod.Patch, $"/api/v1/lists/{list}", new { name = "Autumn" }, 1).Read<ListView>()).Name
        );
    }

    [Fact]
    public async Task A_list_in_use_stays_and_another_goes()
    {
        var user = await User();
        var (used, free) = (await New(user, "Used"), await New(user, "Free"));
        await user.Tenant.In(s =>
            s.Execute(
                "insert into campaigns (tenant_id, id, name, list_id) values (@tenant, @id, 'Calls', @list)",
                new
                {
                    tenant = user.Tenant.Id,
                    id = Ids.New(),
                    list = used,
                }
            )
        );
        await user.DeleteAsync($"/api/v1/lists/{used}").Refused(409, "lists.in_use");
        await user.DeleteAsync($"/api/v1/lists/{free}").Is(HttpStatusCode.NoContent);
        await user.GetAsync($"/api/v1/lists/{free}").Refused(404, "not_found");
    }

    [Fact]
    public async Task Another_tenant_neither_sees_nor_fills_a_list()
    {
        var (ours, theirs) = (await User(), await User());
        var list = await New(ours, "Spring");
        await ours.Import("Email 1\nada@example.com\n");
        var contact = (await ours.GetAsync("/api/v1/contacts").Read<Page<ContactRow>>()).Items[0].Id;
        await theirs.GetAsync($"/api/v1/lists/{list}").Refused(404, "not_found");
        await theirs.Change(HttpMethod.Patch, $"/api/v1/lists/{list}", new { name = "Mine" }, 1).Refused(404, "not_found");
        await theirs.DeleteAsync($"/api/v1/lists/{list}").Refused(404, "not_found");
        await Add(theirs, list, new { contactIds = new[] { contact } }).Refused(404, "not_found");
        await Remove(theirs, list, new { contactIds = new[] { contact } }).Refused(404, "not_found");
        var own = await New(theirs, "Spring");
        Assert.Equal(0, (await Add(theirs, own, new { contactIds = new[] { contact } }).Read<AddedMembers>()).Added);
        Assert.Equal(1, (await Add(ours, list, new { contactIds = new[] { contact } }).Read<AddedMembers>()).Added);
    }

    private static async Task<Guid> New(HttpClient user, string name) =>
        (await user.PostAsJsonAsync("/api/v1/lists", new { name }).Read<ListView>()).Id;

    private static Task<HttpResponseMessage> Add(HttpClient user, Guid list, object body) =>
        user.PostAsJsonAsync($"/api/v1/lists/{list}/members", body);

    private static Task<HttpResponseMessage> Remove(HttpClient user, Guid list, object body) =>
        user.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/lists/{list}/members") { Content = JsonContent.Create(body) });

    private async Task<ApiUser> User() => await api.User(await Given.Tenant(api.Database), Roles.DataOps);
}
