using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

public sealed class CampaignTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_draft_is_made_changed_by_those_who_saw_it_and_thrown_away()
    {
        var manager = await Manager();
        var made = await manager.Campaign();
        Assert.Equal(
            ("draft", "progressive", 3, "09:00"),
            (
                made.GetProperty("status").GetString(),
                made.GetProperty("dialMode").GetString(),
                made.GetProperty("maxAttempts").GetInt32(),
                made.GetProperty("window").GetProperty("start").GetString()
            )
        );
        var path = $"/api/v1/campaigns/{made.Id()}";
        await manager.Change(HttpMethod.Patch, path, new { maxAttempts = 5 }, null).Refused(428, "precondition.required");
        await manager.Change(HttpMethod.Patch, path, new { maxAttempts = 5 }, 7).Refused(412, "precondition.failed");
        var changed = await manager
            .Change(
                HttpMethod.Patch,
                path,
                new
                {
                    maxAttempts = 5,
                    cap = new { mode = "queue_size", value = 2 },
                    window = new { end = "20:30" },
                },
                1
            )
            .Json();
        Assert.Equal(
            (5, 2, "09:00", "20:30", 2L),
            (
                changed.GetProperty("maxAttempts").GetInt32(),
                changed.GetProperty("cap").GetProperty("value").GetInt32(),
                changed.GetProperty("window").GetProperty("start").GetString(),
                changed.GetProperty("window").GetProperty("end").GetString(),
                changed.GetProperty("version").GetInt64()
            )
        );
        var cleared = await manager.Change(HttpMethod.Patch, path, JsonNode.Parse("""{"cap": null, "callerId": null}""")!, 2).Json();
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null, 5),
            (cleared.GetProperty("cap").ValueKind, cleared.GetProperty("callerId").ValueKind, cleared.GetProperty("maxAttempts").GetInt32())
        );
        await manager.Change(HttpMethod.Patch, path, new { maxAttempts = "many" }, 3).Refused(400, "request.malformed");

        Assert.Contains(
            (await manager.GetAsync("/api/v1/campaigns").Json()).GetProperty("items").EnumerateArray(),
            c => c.Id() == made.Id()
        );
        await manager.DeleteAsync(path).Is(HttpStatusCode.NoContent);
        await manager.GetAsync(path).Refused(404, "not_found");
    }

    [Fact]
    public async Task A_script_keeps_its_tags_in_either_spelling_and_one_written_before_is_not_judged_again()
    {
        var manager = await Manager();
        var made = await manager.Campaign();
        var path = $"/api/v1/campaigns/{made.Id()}";
        await manager
            .Change(
                HttpMethod.Patch,
                path,
                new { script = "Hi {{firstName}}, {{ agent.full_name }} of {{campaign.name}} {once} {{account.domain}}" },
                1
            )
            .Json();
        await manager.Tenant.In(s => s.Execute("update campaigns set script = '{{old_tag}}' where id = @id", new { id = made.Id() }));
        await manager.Change(HttpMethod.Patch, path, new { maxAttempts = 4 }, 2).Json();
        await manager.Change(HttpMethod.Patch, path, new { script = "{{old_tag}}!" }, 3).Refused(422, "campaigns.unknown_tag");
    }

    [Fact]
    public async Task Script_form_and_hours_are_corrected_after_the_start_and_what_was_answered_stays_asked()
    {
        var manager = await Manager();
        var agent = await api.User(manager.Tenant, Roles.Agent);
        var campaign = (await manager.Campaign((await manager.Tenant.List("+12025550101")).List)).Id();
        var path = $"/api/v1/campaigns/{campaign}";
        object Question(string id, string text, string kind = "text", bool required = true) =>
            new
            {
                id,
                text,
                kind,
                options = Array.Empty<string>(),
                required,
            };
        await manager
            .Change(HttpMethod.Patch, path, new { questions = new[] { Question("budget", "Wich budget?"), Question("when", "When?") } }, 1)
            .Json();
        await manager.PutAsJsonAsync($"{path}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await manager.PostAsync($"{path}/start", null).Json();
        await manager.PostAsync($"{path}/pause", null).Json();
        await Pivotal.ApiTests.Leads.GivenLeads.Lead(manager.Tenant, campaign);

        async Task<Task<HttpResponseMessage>> Change(object body) =>
            manager.Change(HttpMethod.Patch, path, body, (await manager.GetAsync(path).Json()).GetProperty("version").GetInt64());
        var gone = await (await Change(new { questions = new[] { Question("when", "When?") } })).Refused(
            409,
            "campaigns.question_answered"
        );
        Assert.Equal(["/questions"], gone.Pointers());
        var other = await (
            await Change(new { questions = new[] { Question("when", "When?"), Question("budget", "Which budget?", "number") } })
        ).Refused(409, "campaigns.question_answered");
        Assert.Equal(["/questions/1/kind"], other.Pointers());
        var corrected = await (
            await Change(
                new
                {
                    script = "Hello",
                    questions = new[] { Question("budget", "Which budget?", required: false), Question("who", "Who decides?") },
                    window = new { end = "20:00" },
                }
            )
        ).Json();
        Assert.Equal(
            ["Which budget?", "Who decides?"],
            corrected.GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("text").GetString())
        );
        Assert.Equal(
            ("Hello", "20:00"),
            (corrected.GetProperty("script").GetString(), corrected.GetProperty("window").GetProperty("end").GetString())
        );
    }

    [Fact]
    public async Task The_numbers_of_a_campaign_may_be_written_in_any_way_and_are_kept_in_one()
    {
        var manager = await Manager();
        var made = await manager.Campaign(callerId: "+1 202 555 0190");
        Assert.Equal("+12025550190", made.GetProperty("callerId").GetString());
        var message = new
        {
            seller = "Example",
            language = "en-US",
            number = "+44 (0)20 7946 0018",
        };
        var changed = await manager
            .Change(
                HttpMethod.Patch,
                $"/api/v1/campaigns/{made.Id()}",
                new { callerId = "0044 20 7946 0019", rules = new { compliance = new { message } } },
                1
            )
            .Json();
        Assert.Equal(
            ("+442079460019", "+442079460018"),
            (
                changed.GetProperty("callerId").GetString(),
                changed.GetProperty("rules").GetProperty("compliance").GetProperty("message").GetProperty("number").GetString()
            )
        );
        await manager
            .Change(
                HttpMethod.Patch,
                $"/api/v1/campaigns/{made.Id()}",
                new { rules = new { compliance = new { message = new { number = "20 7946 0018" } } } },
                2
            )
            .Refused(422, "campaigns.caller_id");
    }

    [Theory]
    [InlineData(
        """{"window": {"days": [], "start": "09:00", "end": "17:00", "timeZone": "UTC", "useContactZone": true}}""",
        "/window/days",
        "campaigns.window_never_opens"
    )]
    [InlineData(
        """{"window": {"days": [1, 8], "start": "09:00", "end": "17:00", "timeZone": "UTC", "useContactZone": true}}""",
        "/window/days",
        "campaigns.window_never_opens"
    )]
    [InlineData(
        """{"window": {"days": [1], "start": "17:00", "end": "17:00", "timeZone": "UTC", "useContactZone": true}}""",
        "/window/end",
        "campaigns.window_never_opens"
    )]
    [InlineData(
        """{"window": {"days": [1], "start": "morning", "end": "17:00", "timeZone": "UTC", "useContactZone": true}}""",
        "/window/start",
        "field.time"
    )]
    [InlineData(
        """{"window": {"days": [1], "start": "09:00", "end": "17:00", "timeZone": "Mars/Olympus", "useContactZone": true}}""",
        "/window/timeZone",
        "field.time_zone"
    )]
    [InlineData("""{"cap": {"mode": "queue_size", "value": 0}}""", "/cap/value", "campaigns.cap_zero")]
    [InlineData("""{"cap": {"mode": "sometimes", "value": 1}}""", "/cap/mode", "field.unknown_value")]
    [InlineData("""{"callerId": "555-0100"}""", "/callerId", "campaigns.caller_id")]
    [InlineData("""{"dialMode": "telepathy"}""", "/dialMode", "campaigns.dial_mode_unavailable")]
    [InlineData("""{"dialMode": "power", "powerRatio": 0.5}""", "/powerRatio", "campaigns.power_ratio")]
    [InlineData("""{"dialMode": "predictive", "abandonCap": 0.05}""", "/abandonCap", "campaigns.abandon_cap")]
    [InlineData("""{"type": "email"}""", "/type", "campaigns.type_unavailable")]
    [InlineData("""{"ringTimeoutSeconds": 5}""", "/ringTimeoutSeconds", "field.out_of_range")]
    [InlineData("""{"script": "Hello {{contact.first_name}}, {{shoe size}} calling."}""", "/script", "campaigns.unknown_tag")]
    [InlineData("""{"script": "Hello {{contact.frist_name}}."}""", "/script", "campaigns.unknown_tag")]
    [InlineData("""{"leadGoal": 0}""", "/leadGoal", "field.out_of_range")]
    [InlineData("""{"name": " "}""", "/name", "field.required")]
    [InlineData("""{"listId": "00000000-0000-0000-0000-000000000001"}""", "/listId", "campaigns.unknown_list")]
    [InlineData(
        """{"questions": [{"id": "q", "text": "Which?", "kind": "choice", "options": ["one"], "required": true}]}""",
        "/questions/0/options",
        "field.required"
    )]
    public async Task Impossible_settings_are_refused_with_field_and_reason(string setting, string pointer, string code)
    {
        var manager = await Manager();
        var body = JsonNode.Parse(setting)!.AsObject();
        if (!body.ContainsKey("name"))
            body["name"] = "Spring";
        var made = await manager.PostAsJsonAsync("/api/v1/campaigns", body).Refused(422, code);
        Assert.Contains(pointer, made.Pointers());
        var draft = await manager.Campaign();
        var changed = await manager
            .Change(HttpMethod.Patch, $"/api/v1/campaigns/{draft.Id()}", JsonNode.Parse(setting)!, 1)
            .Refused(422, code);
        Assert.Contains(pointer, changed.Pointers());
    }

    [Fact]
    public async Task The_mode_and_its_limits_change_while_the_campaign_lives_and_leave_an_audit_line()
    {
        var manager = await Manager();
        var draft = await manager.Campaign();
        var changed = await manager
            .Change(
                HttpMethod.Patch,
                $"/api/v1/campaigns/{draft.Id()}",
                JsonNode.Parse("""{"dialMode": "predictive", "abandonCap": 0.02}""")!,
                1
            )
            .Json();
        Assert.Equal(("predictive", 0.02), (changed.GetProperty("dialMode").GetString(), changed.GetProperty("abandonCap").GetDouble()));
        Assert.Equal(1.5, changed.GetProperty("powerRatio").GetDouble());
        Assert.Equal(
            1,
            await manager.Tenant.In(s =>
                s.Scalar<long>("select count(*) from audit_log where action = 'campaigns.updated' and data::text like '%dialMode%'")
            )
        );
    }

    [Fact]
    public async Task A_start_says_everything_that_is_missing_at_once_and_then_fills_the_queue()
    {
        var manager = await Manager();
        var bare = await manager.Campaign(callerId: null);
        var refused = await manager.PostAsync($"/api/v1/campaigns/{bare.Id()}/start", null).Refused(422, "campaigns.no_list");
        Assert.Equal(["/listId", "/callerId", "/agentIds"], refused.Pointers());

        var (list, _) = await manager.Tenant.List(null, "+12025550101");
        var agent = await api.User(manager.Tenant, Roles.Agent);
        await manager.Tenant.In(s => s.Execute("update contacts set is_invalid = true"));
        var campaign = await manager.Campaign(list);
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await manager.PostAsync($"/api/v1/campaigns/{campaign.Id()}/start", null).Refused(422, "campaigns.empty_audience");
        Assert.Equal(0, await manager.Tenant.In(s => s.Scalar<long>("select count(*) from queue_entries")));

        await manager.Tenant.In(s => s.Execute("update contacts set is_invalid = false"));
        var queue = await manager.PostAsync($"/api/v1/campaigns/{campaign.Id()}/start", null).Json();
        Assert.Equal(
            ("active", 1, 1),
            (
                queue.GetProperty("status").GetString(),
                queue.GetProperty("queued").GetInt32(),
                queue.GetProperty("removedBy").GetProperty("no_phone").GetInt32()
            )
        );
        await manager.PostAsync($"/api/v1/campaigns/{campaign.Id()}/start", null).Refused(409, "campaigns.illegal_move");
        var entries = await manager.GetAsync($"/api/v1/campaigns/{campaign.Id()}/queue/entries?reason=no_phone").Json();
        Assert.Equal(1, entries.GetProperty("total").GetProperty("count").GetInt32());

        Assert.Equal(
            "paused",
            (await manager.PostAsync($"/api/v1/campaigns/{campaign.Id()}/pause", null).Json()).GetProperty("status").GetString()
        );
        await manager.DeleteAsync($"/api/v1/campaigns/{campaign.Id()}").Refused(409, "campaigns.illegal_move");
        var version = (await manager.GetAsync($"/api/v1/campaigns/{campaign.Id()}").Json()).GetProperty("version").GetInt64();
        await manager
            .Change(HttpMethod.Patch, $"/api/v1/campaigns/{campaign.Id()}", new { listId = (await manager.Tenant.List()).List }, version)
            .Refused(409, "campaigns.fixed_after_start");
        Assert.Equal(
            "completed",
            (await manager.PostAsync($"/api/v1/campaigns/{campaign.Id()}/complete", null).Json()).GetProperty("status").GetString()
        );
        await manager.PostAsync($"/api/v1/campaigns/{campaign.Id()}/start", null).Refused(409, "campaigns.illegal_move");
        Assert.Equal(
            ["campaigns.active", "campaigns.completed", "campaigns.paused"],
            await manager.Tenant.In(s =>
                s.Query(
                    "select action from audit_log where entity = 'campaign' and action in ('campaigns.active', 'campaigns.paused', 'campaigns.completed') order by 1",
                    null,
                    r => r.GetString(0)
                )
            )
        );
    }

    [Fact]
    public async Task The_preview_counts_who_is_out_and_why_as_the_queue_later_does()
    {
        var manager = await Manager();
        var (list, contacts) = await manager.Tenant.List(
            "+12025550101",
            "+12025550101",
            "+12025550102",
            "+12025550103",
            null,
            "+12025550104"
        );
        await manager.Tenant.In(async s =>
        {
            await s.Execute("update contacts set is_invalid = true where id = @id", new { id = contacts[2] });
            await s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, @id, 'phone', '+12025550103')",
                new { tenant = manager.Tenant.Id, id = Ids.New() }
            );
        });
        var preview = await manager.PostAsJsonAsync("/api/v1/campaigns/preview", new { listId = list }).Json();
        Assert.Equal((6, 2), (preview.GetProperty("total").GetInt32(), preview.GetProperty("dialable").GetInt32()));
        Dictionary<string, int> expected = new()
        {
            ["no_phone"] = 1,
            ["invalid"] = 1,
            ["dnc"] = 1,
            ["duplicate_phone"] = 1,
        };
        Assert.Equal(
            expected,
            preview
                .GetProperty("out")
                .EnumerateArray()
                .ToDictionary(o => o.GetProperty("reason").GetString()!, o => o.GetProperty("count").GetInt32())
        );

        var agent = await api.User(manager.Tenant, Roles.Agent);
        var campaign = await manager.Campaign(list);
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        var queue = await manager.PostAsync($"/api/v1/campaigns/{campaign.Id()}/start", null).Json();
        Assert.Equal(2, queue.GetProperty("queued").GetInt32());
        Assert.Equal(expected, queue.GetProperty("removedBy").EnumerateObject().ToDictionary(o => o.Name, o => o.Value.GetInt32()));
    }

    [Fact]
    public async Task An_agent_works_on_one_campaign_at_a_time()
    {
        var manager = await Manager();
        var (first, second, agent) = (await manager.Campaign(), await manager.Campaign(), await api.User(manager.Tenant, Roles.Agent));
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{first.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        var taken = await manager
            .PutAsJsonAsync($"/api/v1/campaigns/{second.Id()}/agents", new { agentIds = new[] { agent.Id } })
            .Refused(409, "campaigns.agent_taken");
        Assert.Contains(first.GetProperty("name").GetString()!, taken.GetProperty("detail").GetString());
        Assert.Equal(["/agentIds/0"], taken.Pointers());
        await manager
            .PutAsJsonAsync($"/api/v1/campaigns/{second.Id()}/agents", new { agentIds = new[] { manager.Id } })
            .Refused(422, "campaigns.not_an_agent");

        await manager.PutAsJsonAsync($"/api/v1/campaigns/{first.Id()}/agents", new { agentIds = Array.Empty<Guid>() }).Json();
        var moved = await manager.PutAsJsonAsync($"/api/v1/campaigns/{second.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        Assert.Equal(agent.Id, moved.GetProperty("agentIds")[0].GetGuid());
        Assert.Equal(second.Id(), (await agent.GetAsync("/api/v1/agents/me").Json()).GetProperty("campaignId").GetGuid());
    }

    [Fact]
    public async Task Who_worked_on_a_campaign_that_is_over_is_free_for_the_next_one()
    {
        var manager = await Manager();
        var agent = await api.User(manager.Tenant, Roles.Agent);
        var first = (await manager.Campaign((await manager.Tenant.List("+12025550101")).List)).Id();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{first}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await manager.PostAsync($"/api/v1/campaigns/{first}/start", null).Json();
        await Becomes(first, "active");
        await manager.PostAsync($"/api/v1/campaigns/{first}/pause", null).Json();
        await Becomes(first, "paused");

        await manager.PostAsync($"/api/v1/campaigns/{first}/complete", null).Json();
        await Becomes(null, null);
        var listed = Assert.Single((await manager.GetAsync("/api/v1/users/agents").Json()).EnumerateArray(), a => a.Id() == agent.Id);
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("campaignId").ValueKind);
        var second = (await manager.Campaign()).Id();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{second}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await Becomes(second, "draft");

        // The queue tells its agents one-way.
        async Task Becomes(Guid? campaign, string? status)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (await Works(agent) is var works && works != (campaign, status))
            {
                Assert.False(limit.IsCancellationRequested, $"The agent's view stays {works} and does not become {(campaign, status)}.");
                await Task.Delay(25, CancellationToken.None);
            }
        }

        static async Task<(Guid? Campaign, string? Status)> Works(ApiUser agent)
        {
            var view = await agent.GetAsync("/api/v1/agents/me").Json();
            var means = view.GetProperty("means");
            return (
                view.GetProperty("campaignId").ValueKind == JsonValueKind.Null ? null : view.GetProperty("campaignId").GetGuid(),
                means.ValueKind == JsonValueKind.Null ? null : means.GetProperty("campaignStatus").GetString()
            );
        }
    }

    [Fact]
    public async Task Agents_are_moved_in_one_step_and_hear_of_it()
    {
        var manager = await Manager();
        var (one, other) = (await api.User(manager.Tenant, Roles.Agent), await api.User(manager.Tenant, Roles.Agent));
        var (first, second) = (await manager.Campaign(), await manager.Campaign());
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{first.Id()}/agents", new { agentIds = new[] { one.Id, other.Id } }).Json();
        await one.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();

        var path = $"/api/v1/campaigns/{second.Id()}/agents/transfer";
        await manager.PostAsJsonAsync(path, new { from = second.Id(), agentIds = new[] { one.Id } }).Refused(422, "field.duplicate");
        await manager.PostAsJsonAsync(path, new { from = first.Id(), agentIds = Array.Empty<Guid>() }).Refused(422, "field.required");
        await manager.PostAsJsonAsync(path, new { from = Ids.New(), agentIds = new[] { one.Id } }).Refused(404, "not_found");
        await one.PostAsJsonAsync(path, new { from = first.Id(), agentIds = new[] { one.Id } }).Refused(403, "auth.forbidden");
        var moved = await manager.PostAsJsonAsync(path, new { from = first.Id(), agentIds = new[] { one.Id } }).Json();
        Assert.Equal([one.Id], moved.GetProperty("agentIds").EnumerateArray().Select(a => a.GetGuid()));
        await manager.PostAsJsonAsync(path, new { from = first.Id(), agentIds = new[] { one.Id } }).Refused(409, "campaigns.agent_gone");

        var view = await one.GetAsync("/api/v1/agents/me").Json();
        Assert.Equal((second.Id(), "available"), (view.GetProperty("campaignId").GetGuid(), view.GetProperty("status").GetString()));
        Assert.Equal(
            ("campaign", first.GetProperty("name").GetString(), second.GetProperty("name").GetString()),
            (
                view.GetProperty("notice").GetProperty("kind").GetString(),
                view.GetProperty("notice").GetProperty("text").GetString(),
                view.GetProperty("notice").GetProperty("about").GetString()
            )
        );
        Assert.Equal(first.Id(), (await other.GetAsync("/api/v1/agents/me").Json()).GetProperty("campaignId").GetGuid());
        Assert.Equal(
            2,
            await manager.Tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'campaigns.agents_moved'"))
        );
    }

    private async Task<ApiUser> Manager() => await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
}
