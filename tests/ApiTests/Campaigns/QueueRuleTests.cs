using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pivotal.ApiTests.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

public sealed class QueueRuleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("""{"queue": {"order": "sideways"}}""", "/rules/queue/order", "field.unknown_value")]
    [InlineData("""{"queue": {"newEvery": 1}}""", "/rules/queue/newEvery", "field.out_of_range")]
    [InlineData("""{"queue": {"newEvery": 7}}""", "/rules/queue/newEvery", "field.out_of_range")]
    [InlineData("""{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 60}, {"listId": "00000000-0000-0000-0000-000000000002", "weight": 30}]}}""", "/rules/queue/lists", "queue.weights")]
    [InlineData("""{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 0}, {"listId": "00000000-0000-0000-0000-000000000002", "weight": 100}]}}""", "/rules/queue/lists/0/weight", "field.out_of_range")]
    [InlineData("""{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 50}, {"listId": "00000000-0000-0000-0000-000000000001", "weight": 50}]}}""", "/rules/queue/lists", "field.duplicate")]
    [InlineData("""{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 100}]}}""", "/rules/queue/lists/0/listId", "campaigns.unknown_list")]
    [InlineData("""{"queue": {"filters": [{"field": "password", "operator": "is", "values": ["x"]}]}}""", "/rules/queue/filters/0/field", "field.unknown_value")]
    [InlineData("""{"queue": {"filters": [{"field": "country", "operator": "like", "values": ["x"]}]}}""", "/rules/queue/filters/0/operator", "field.unknown_value")]
    [InlineData("""{"queue": {"filters": [{"field": "country", "operator": "is", "values": []}]}}""", "/rules/queue/filters/0/values", "field.required")]
    [InlineData("""{"recycle": {"outcomes": [{"outcome": "busy", "delayMinutes": 0}]}}""", "/rules/recycle/outcomes/0/delayMinutes", "field.out_of_range")]
    [InlineData("""{"recycle": {"outcomes": [{"outcome": "busy", "delayMinutes": 43201}]}}""", "/rules/recycle/outcomes/0/delayMinutes", "field.out_of_range")]
    [InlineData("""{"recycle": {"outcomes": [{"outcome": "busy", "delayMinutes": 5, "maxAttempts": 0}]}}""", "/rules/recycle/outcomes/0/maxAttempts", "field.out_of_range")]
    [InlineData("""{"recycle": {"caps": {"contact": {"lifetime": 0}}}}""", "/rules/recycle/caps/contact/lifetime", "field.out_of_range")]
    [InlineData("""{"recycle": {"caps": {"phone": {"perDay": 101}}}}""", "/rules/recycle/caps/phone/perDay", "field.out_of_range")]
    [InlineData("""{"recycle": {"caps": {"account": {}}}}""", "/rules/recycle/caps/account", "field.required")]
    [InlineData("""{"recycle": {"noShowMinutes": 0}}""", "/rules/recycle/noShowMinutes", "field.out_of_range")]
    [InlineData("""{"dispositions": [{"disposition": "busy", "action": "explode"}]}""", "/rules/dispositions/0/action", "field.unknown_value")]
    [InlineData("""{"dispositions": [{"disposition": "busy", "action": "retry_after"}]}""", "/rules/dispositions/0/delayMinutes", "field.required")]
    [InlineData("""{"quotas": [{"id": "00000000-0000-0000-0000-000000000001", "name": "x", "field": "country", "values": ["US"], "goal": 0}]}""", "/rules/quotas/0/goal", "field.out_of_range")]
    [InlineData("""{"quotas": [{"id": "00000000-0000-0000-0000-000000000001", "name": "x", "field": "shoe_size", "values": ["9"], "goal": 5}]}""", "/rules/quotas/0/field", "field.unknown_value")]
    public async Task Impossible_rules_are_refused_with_field_and_reason(string rules, string pointer, string code)
    {
        var manager = await Manager();
        var draft = await manager.Campaign();
        var refused = await manager.Change(HttpMethod.Patch, $"/api/v1/campaigns/{draft.Id()}", new JsonObject { ["rules"] = JsonNode.Parse(rules) }, 1).Refused(422, code);
        Assert.Contains(pointer, refused.Pointers());
        Assert.Equal(1, (await manager.GetAsync($"/api/v1/campaigns/{draft.Id()}").Json()).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task The_own_list_belongs_to_the_mix_and_a_neighbours_list_does_not()
    {
        var manager = await Manager();
        var (own, second) = ((await manager.Tenant.List("+12025550101")).List, (await manager.Tenant.List("+12025550102")).List);
        var foreign = (await (await Given.Tenant(api.Database)).List("+12025550103")).List;
        var path = $"/api/v1/campaigns/{(await manager.Campaign(own)).Id()}";
        var without = await manager.Change(HttpMethod.Patch, path, new { rules = new { queue = new { lists = new[] { new { listId = second, weight = 100 } } } } }, 1).Refused(422, "queue.own_list_missing");
        Assert.Contains("/rules/queue/lists", without.Pointers());
        var stranger = await manager.Change(HttpMethod.Patch, path, new { rules = new { queue = new { lists = new[] { new { listId = own, weight = 50 }, new { listId = foreign, weight = 50 } } } } }, 1)
            .Refused(422, "campaigns.unknown_list");
        Assert.Contains("/rules/queue/lists/1/listId", stranger.Pointers());
        var saved = await manager.Change(HttpMethod.Patch, path, new { rules = new { queue = new { order = "last_name_up", lists = new[] { new { listId = own, weight = 50 }, new { listId = second, weight = 50 } } } } }, 1).Json();
        Assert.Equal(2, saved.GetProperty("rules").GetProperty("queue").GetProperty("lists").GetArrayLength());
    }

    [Fact]
    public async Task The_queue_is_filled_from_every_list_of_the_mix_without_those_whom_a_filter_keeps_out()
    {
        var manager = await Manager();
        var (first, people) = await manager.Tenant.List("+12025550101", "+12025550102");
        var (second, others) = await manager.Tenant.List("+12025550103", "+12025550104");
        await manager.Tenant.In(s => s.Execute("insert into list_members (tenant_id, list_id, contact_id) values (@tenant, @second, @both)", new { tenant = manager.Tenant.Id, second, both = people[0] }));
        await manager.Tenant.In(s => s.Execute("update contacts set country = 'Canada' where id = @id", new { id = others[0] }));
        var id = (await Started(manager, first, new
        {
            queue = new { lists = new[] { new { listId = first, weight = 70 }, new { listId = second, weight = 30 } }, filters = new[] { new { field = "country", @operator = "is_not", values = new[] { "canada" } } } },
        })).ToString();
        var rows = await manager.Tenant.In(s => s.Query("select contact_id, list_id, status from queue_entries", null, r => (r.GetGuid(0), List: r.GetGuid(1), Status: r.GetString(2))));
        Assert.Equal((2, 2), (rows.Count(r => r.List == first), rows.Count(r => r.List == second)));
        Assert.Equal(others[0], rows.Single(r => r.Status == "removed").Item1);

        // Without the filter he comes back.
        var version = (await manager.GetAsync($"/api/v1/campaigns/{id}").Json()).GetProperty("version").GetInt64();
        await manager.Change(HttpMethod.Patch, $"/api/v1/campaigns/{id}", new { rules = new { queue = new { filters = Array.Empty<object>() } } }, version).Json();
        Assert.Equal(4, await manager.Tenant.In(s => s.Scalar<long>("select count(*) from queue_entries where status = 'queued'")));
    }

    [Fact]
    public async Task A_contact_put_into_the_queue_by_the_api_stands_in_front_and_says_what_the_rules_say()
    {
        var manager = await Manager();
        var (list, _) = await manager.Tenant.List("+12025550101");
        var (_, outside) = await manager.Tenant.List("+12025550102", null, "+12025550104");
        var id = await Started(manager, list, new { });
        var path = $"/api/v1/campaigns/{id}/queue/entries";
        var put = await manager.PostAsJsonAsync(path, new { contactId = outside[0], priority = 60 }).Json();
        Assert.True(put.GetProperty("queued").GetBoolean());
        Assert.Equal("+12025550102", put.GetProperty("phone").GetString());
        Assert.Equal(60, await manager.Tenant.In(s => s.Scalar<int>("select priority from queue_entries where contact_id = @id", new { id = outside[0] })));

        var without = await manager.PostAsJsonAsync(path, new { contactId = outside[1] }).Json();
        Assert.Equal((false, "no_phone"), (without.GetProperty("queued").GetBoolean(), without.GetProperty("reason").GetString()));
        await manager.PostAsJsonAsync(path, new { contactId = outside[2], phone = "mobile" }).Refused(422, "queue.no_such_number");
        await manager.PostAsJsonAsync(path, new { contactId = outside[2], priority = 100 }).Refused(422, "field.out_of_range");
        await manager.PostAsJsonAsync(path, new { contactId = Ids.New() }).Refused(404, "not_found");
        var neighbour = await Manager();
        await manager.PostAsJsonAsync(path, new { contactId = (await neighbour.Tenant.List("+12025550105")).Contacts[0] }).Refused(404, "not_found");
        Assert.Equal(1, await manager.Tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'campaigns.contact_queued'")));

        var why = await manager.GetAsync($"/api/v1/campaigns/{id}/contacts/{outside[1]}/why").Json();
        Assert.Equal(("never", "no_phone", "absent"), (why.GetProperty("verdict").GetString(), why.GetProperty("reason").GetString(), why.GetProperty("status").GetString()));
        await manager.GetAsync($"/api/v1/campaigns/{id}/contacts/{Ids.New()}/why").Refused(404, "not_found");
    }

    private async Task<Guid> Started(ApiUser manager, Guid list, object rules)
    {
        var agent = await api.User(manager.Tenant, Roles.Agent);
        var campaign = (await manager.Campaign(list)).Id();
        await manager.Change(HttpMethod.Patch, $"/api/v1/campaigns/{campaign}", new { rules }, 1).Json();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await manager.PostAsync($"/api/v1/campaigns/{campaign}/start", null).Json();
        return campaign;
    }

    private async Task<ApiUser> Manager() => await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
}
