using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

public sealed class QueueRuleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("""{"queue": {"order": "sideways"}}""", "/rules/queue/order", "field.unknown_value")]
    [InlineData("""{"queue": {"newEvery": 1}}""", "/rules/queue/newEvery", "field.out_of_range")]
    [InlineData("""{"queue": {"newEvery": 7}}""", "/rules/queue/newEvery", "field.out_of_range")]
    [InlineData(
        """{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 60}, {"listId": "00000000-0000-0000-0000-000000000002", "weight": 30}]}}""",
        "/rules/queue/lists",
        "queue.weights"
    )]
    [InlineData(
        """{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 0}, {"listId": "00000000-0000-0000-0000-000000000002", "weight": 100}]}}""",
        "/rules/queue/lists/0/weight",
        "field.out_of_range"
    )]
    [InlineData(
        """{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 50}, {"listId": "00000000-0000-0000-0000-000000000001", "weight": 50}]}}""",
        "/rules/queue/lists",
        "field.duplicate"
    )]
    [InlineData(
        """{"queue": {"lists": [{"listId": "00000000-0000-0000-0000-000000000001", "weight": 100}]}}""",
        "/rules/queue/lists/0/listId",
        "campaigns.unknown_list"
    )]
    [InlineData(
        """{"queue": {"filters": [{"field": "password", "operator": "is", "values": ["x"]}]}}""",
        "/rules/queue/filters/0/field",
        "field.unknown_value"
    )]
    [InlineData(
        """{"queue": {"filters": [{"field": "country", "operator": "like", "values": ["x"]}]}}""",
        "/rules/queue/filters/0/operator",
        "field.unknown_value"
    )]
    [InlineData(
        """{"queue": {"filters": [{"field": "country", "operator": "is", "values": []}]}}""",
        "/rules/queue/filters/0/values",
        "field.required"
    )]
    [InlineData(
        """{"recycle": {"outcomes": [{"outcome": "busy", "delayMinutes": 0}]}}""",
        "/rules/recycle/outcomes/0/delayMinutes",
        "field.out_of_range"
    )]
    [InlineData(
        """{"recycle": {"outcomes": [{"outcome": "busy", "delayMinutes": 43201}]}}""",
        "/rules/recycle/outcomes/0/delayMinutes",
        "field.out_of_range"
    )]
    [InlineData(
        """{"recycle": {"outcomes": [{"outcome": "busy", "delayMinutes": 5, "maxAttempts": 0}]}}""",
        "/rules/recycle/outcomes/0/maxAttempts",
        "field.out_of_range"
    )]
    [InlineData("""{"recycle": {"caps": {"contact": {"lifetime": 0}}}}""", "/rules/recycle/caps/contact/lifetime", "field.out_of_range")]
    [InlineData("""{"recycle": {"caps": {"phone": {"perDay": 101}}}}""", "/rules/recycle/caps/phone/perDay", "field.out_of_range")]
    [InlineData("""{"recycle": {"caps": {"account": {}}}}""", "/rules/recycle/caps/account", "field.required")]
    [InlineData("""{"recycle": {"accountCapScope": "galaxy"}}""", "/rules/recycle/accountCapScope", "field.unknown_value")]
    [InlineData("""{"recycle": {"noShowMinutes": 0}}""", "/rules/recycle/noShowMinutes", "field.out_of_range")]
    [InlineData(
        """{"dispositions": [{"disposition": "busy", "action": "explode"}]}""",
        "/rules/dispositions/0/action",
        "field.unknown_value"
    )]
    [InlineData(
        """{"dispositions": [{"disposition": "busy", "action": "retry_after"}]}""",
        "/rules/dispositions/0/delayMinutes",
        "field.required"
    )]
    [InlineData(
        """{"dispositions": [{"disposition": "connected", "action": "callback"}]}""",
        "/rules/dispositions/0/action",
        "dispositions.callback"
    )]
    [InlineData(
        """{"dispositions": [{"disposition": "dnc_request", "action": "none"}]}""",
        "/rules/dispositions/0/action",
        "dispositions.dnc_request"
    )]
    [InlineData("""{"agents": {"occupancyTarget": 49}}""", "/rules/agents/occupancyTarget", "field.out_of_range")]
    [InlineData("""{"agents": {"occupancyTarget": 96}}""", "/rules/agents/occupancyTarget", "field.out_of_range")]
    [InlineData(
        """{"quotas": [{"id": "00000000-0000-0000-0000-000000000001", "name": "x", "field": "country", "values": ["US"], "goal": 0}]}""",
        "/rules/quotas/0/goal",
        "field.out_of_range"
    )]
    [InlineData(
        """{"quotas": [{"id": "00000000-0000-0000-0000-000000000001", "name": "x", "field": "shoe_size", "values": ["9"], "goal": 5}]}""",
        "/rules/quotas/0/field",
        "field.unknown_value"
    )]
    public async Task Impossible_rules_are_refused_with_field_and_reason(string rules, string pointer, string code)
    {
        var manager = await Manager();
        var draft = await manager.Campaign();
        var refused = await manager
            .Change(HttpMethod.Patch, $"/api/v1/campaigns/{draft.Id()}", new JsonObject { ["rules"] = JsonNode.Parse(rules) }, 1)
            .Refused(422, code);
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
        var without = await manager
            .Change(
                HttpMethod.Patch,
                path,
                new { rules = new { queue = new { lists = new[] { new { listId = second, weight = 100 } } } } },
                1
            )
            .Refused(422, "queue.own_list_missing");
        Assert.Contains("/rules/queue/lists", without.Pointers());
        var stranger = await manager
            .Change(
                HttpMethod.Patch,
                path,
                new
                {
                    rules = new
                    {
                        queue = new { lists = new[] { new { listId = own, weight = 50 }, new { listId = foreign, weight = 50 } } },
                    },
                },
                1
            )
            .Refused(422, "campaigns.unknown_list");
        Assert.Contains("/rules/queue/lists/1/listId", stranger.Pointers());
        var saved = await manager
            .Change(
                HttpMethod.Patch,
                path,
                new
                {
                    rules = new
                    {
                        queue = new
                        {
                            order = "last_name_up",
                            lists = new[] { new { listId = own, weight = 50 }, new { listId = second, weight = 50 } },
                        },
                    },
                },
                1
            )
            .Json();
        Assert.Equal(2, saved.GetProperty("rules").GetProperty("queue").GetProperty("lists").GetArrayLength());
    }

    [Fact]
    public async Task The_queue_is_filled_from_every_list_of_the_mix_without_those_whom_a_filter_keeps_out()
    {
        var manager = await Manager();
        var (first, people) = await manager.Tenant.List("+12025550101", "+12025550102");
        var (second, others) = await manager.Tenant.List("+12025550103", "+12025550104");
        await manager.Tenant.In(s =>
            s.Execute(
                "insert into list_members (tenant_id, list_id, contact_id) values (@tenant, @second, @both)",
                new
                {
                    tenant = manager.Tenant.Id,
                    second,
                    both = people[0],
                }
            )
        );
        await manager.Tenant.In(s => s.Execute("update contacts set country = 'Canada' where id = @id", new { id = others[0] }));
        var id = (
            await Started(
                manager,
                first,
                new
                {
                    queue = new
                    {
                        lists = new[] { new { listId = first, weight = 70 }, new { listId = second, weight = 30 } },
                        filters = new[]
                        {
                            new
                            {
                                field = "country",
                                @operator = "is_not",
                                values = new[] { "canada" },
                            },
                        },
                    },
                }
            )
        ).ToString();
        var rows = await manager.Tenant.In(s =>
            s.Query(
                "select contact_id, list_id, status from queue_entries",
                null,
                r => (r.GetGuid(0), List: r.GetGuid(1), Status: r.GetString(2))
            )
        );
        Assert.Equal((2, 2), (rows.Count(r => r.List == first), rows.Count(r => r.List == second)));
        Assert.Equal(others[0], rows.Single(r => r.Status == "removed").Item1);

        // Without the filter he comes back.
        var version = (await manager.GetAsync($"/api/v1/campaigns/{id}").Json()).GetProperty("version").GetInt64();
        await manager
            .Change(
                HttpMethod.Patch,
                $"/api/v1/campaigns/{id}",
                new { rules = new { queue = new { filters = Array.Empty<object>() } } },
                version
            )
            .Json();
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
        Assert.Equal(
            60,
            await manager.Tenant.In(s =>
                s.Scalar<int>("select priority from queue_entries where contact_id = @id", new { id = outside[0] })
            )
        );

        var without = await manager.PostAsJsonAsync(path, new { contactId = outside[1] }).Json();
        Assert.Equal((false, "no_phone"), (without.GetProperty("queued").GetBoolean(), without.GetProperty("reason").GetString()));
        await manager.PostAsJsonAsync(path, new { contactId = outside[2], phone = "mobile" }).Refused(422, "queue.no_such_number");
        await manager.PostAsJsonAsync(path, new { contactId = outside[2], priority = 100 }).Refused(422, "field.out_of_range");
        await manager.PostAsJsonAsync(path, new { contactId = Ids.New() }).Refused(404, "not_found");
        var neighbour = await Manager();
        await manager
            .PostAsJsonAsync(path, new { contactId = (await neighbour.Tenant.List("+12025550105")).Contacts[0] })
            .Refused(404, "not_found");
        Assert.Equal(
            1,
            await manager.Tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'campaigns.contact_queued'"))
        );

        var why = await manager.GetAsync($"/api/v1/campaigns/{id}/contacts/{outside[1]}/why").Json();
        Assert.Equal(
            ("never", "no_phone", "absent"),
            (why.GetProperty("verdict").GetString(), why.GetProperty("reason").GetString(), why.GetProperty("status").GetString())
        );
        await manager.GetAsync($"/api/v1/campaigns/{id}/contacts/{Ids.New()}/why").Refused(404, "not_found");
    }

    [Fact]
    public async Task Two_identical_dispositions_have_one_effect()
    {
        var manager = await Manager();
        var (list, people) = await manager.Tenant.List("+12025550101", "+12025550102");
        var agent = await api.User(manager.Tenant, Roles.Agent);
        var campaign = await Started(
            manager,
            list,
            new
            {
                dispositions = new[]
                {
                    new { disposition = "connected", action = "lead" },
                    new { disposition = "not_interested", action = "do_not_call" },
                },
            }
        );
        var (lead, out_) = (
            await Ended(manager.Tenant, campaign, people[0], agent.Id),
            await Ended(manager.Tenant, campaign, people[1], agent.Id)
        );
        for (var twice = 0; twice < 2; twice++)
        {
            await agent
                .PostAsJsonAsync($"/api/v1/calls/{lead}/disposition", new { disposition = "connected", nextStatus = "offline" })
                .Json();
            await agent
                .PostAsJsonAsync($"/api/v1/calls/{out_}/disposition", new { disposition = "not_interested", nextStatus = "offline" })
                .Json();
        }

        Assert.Equal(
            1,
            await manager.Tenant.In(s => s.Scalar<long>("select count(*) from leads where contact_id = @id", new { id = people[0] }))
        );
        Assert.Equal(1, await manager.Tenant.In(s => s.Scalar<long>("select count(*) from suppressions where value = '+12025550102'")));
        Assert.Equal(("done", "removed"), (await Status(people[0]), await Status(people[1])));
        Assert.Equal(2, await manager.Tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'calls.disposed'")));

        Task<string?> Status(Guid contact) =>
            manager.Tenant.In(s => s.Scalar<string>("select status from queue_entries where contact_id = @contact", new { contact }));
    }

    [Fact]
    public async Task Agents_see_their_own_callbacks_and_managers_reassign_and_cancel_all_of_them()
    {
        var manager = await Manager();
        var (list, people) = await manager.Tenant.List("+12025550101", "+12025550102");
        var campaign = await Started(manager, list, new { });
        var agent = await api.User(manager.Tenant, Roles.Agent);
        var at = DateTimeOffset.Parse("2036-06-01T15:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (person, whose) in people.Zip(new[] { "own", "team" }))
        {
            var call = await Ended(manager.Tenant, campaign, person, agent.Id);
            await agent
                .PostAsJsonAsync(
                    $"/api/v1/calls/{call}/disposition",
                    new
                    {
                        disposition = "callback_requested",
                        callbackAt = at,
                        callbackFor = whose,
                        nextStatus = "offline",
                    }
                )
                .Json();
        }

        var mine = (await agent.GetAsync("/api/v1/callbacks").Json()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([people[0]], mine.Select(c => c.GetProperty("contactId").GetGuid()));
        Assert.Equal(2, (await manager.GetAsync("/api/v1/callbacks").Json()).GetProperty("items").GetArrayLength());
        var path = $"/api/v1/campaigns/{campaign}/callbacks/{people[0]}";
        await agent.PutAsJsonAsync(path, new { agentId = (Guid?)null }).Refused(403, "auth.forbidden");
        await manager.PutAsJsonAsync(path, new { agentId = agent.Id }).Refused(422, "callbacks.not_an_agent");
        await manager.PutAsJsonAsync(path, new { agentId = (Guid?)null, at = "2001-01-01T00:00:00Z" }).Refused(422, "field.out_of_range");
        await manager
            .PutAsJsonAsync(path, new { agentId = (Guid?)null, at = TimeProvider.System.GetUtcNow().AddDays(2) })
            .Is(HttpStatusCode.NoContent);
        Assert.Equal(0, (await agent.GetAsync("/api/v1/callbacks").Json()).GetProperty("items").GetArrayLength());
        await manager.DeleteAsync(path).Is(HttpStatusCode.NoContent);
        await manager.DeleteAsync(path).Refused(404, "not_found");
        Assert.Equal(1, (await manager.GetAsync("/api/v1/callbacks").Json()).GetProperty("items").GetArrayLength());
        Assert.Equal(
            ["callbacks.cancelled", "callbacks.moved"],
            await manager.Tenant.In(s =>
                s.Query("select action from audit_log where action like 'callbacks.%' order by 1", null, r => r.GetString(0))
            )
        );
    }

    [Fact]
    public async Task An_agent_who_is_also_something_else_sees_his_own_callbacks_and_those_of_a_finished_campaign_say_so()
    {
        var manager = await Manager();
        var (list, people) = await manager.Tenant.List("+12025550101", "+12025550102");
        var campaign = await Started(manager, list, new { });
        var (writer, colleague) = (
            await api.User(manager.Tenant, Roles.Agent, Roles.ContentCreator),
            await api.User(manager.Tenant, Roles.Agent)
        );
        foreach (var (person, agent) in people.Zip(new[] { writer, colleague }))
        {
            var call = await Ended(manager.Tenant, campaign, person, agent.Id);
            await agent
                .PostAsJsonAsync(
                    $"/api/v1/calls/{call}/disposition",
                    new
                    {
                        disposition = "callback_requested",
                        callbackAt = "2036-06-01T15:00:00Z",
                        callbackFor = "own",
                        nextStatus = "offline",
                    }
                )
                .Json();
        }

        await manager.PostAsync($"/api/v1/campaigns/{campaign}/complete", null).Json();
        var mine = Assert.Single((await writer.GetAsync("/api/v1/callbacks").Json()).GetProperty("items").EnumerateArray());
        Assert.Equal((people[0], "completed"), (mine.GetProperty("contactId").GetGuid(), mine.GetProperty("campaignStatus").GetString()));
        Assert.Equal(2, (await manager.GetAsync("/api/v1/callbacks").Json()).GetProperty("items").GetArrayLength());
    }

    /// <summary>A call of the campaign to the contact that the agent has had and not disposed of.</summary>
    private static Task<Guid> Ended(TestTenant tenant, Guid campaign, Guid contact, Guid agent) =>
        tenant.In(async s =>
        {
            var call = Ids.New();
            await s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, dialed_at, bridged_at, ended_at)
                select @tenant, @call, @campaign, q.contact_id, @agent, q.phone_e164, 1, 'ended', 'connected', now(), now(), now() from queue_entries q where q.contact_id = @contact
                """,
                new
                {
                    tenant = tenant.Id,
                    call,
                    campaign,
                    contact,
                    agent,
                }
            );
            await s.Execute(
                "update queue_entries set status = 'done', attempts = 1, call_id = @call where contact_id = @contact",
                new { call, contact }
            );
            return call;
        });

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
