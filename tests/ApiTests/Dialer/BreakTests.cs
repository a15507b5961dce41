using System.Net;
using System.Net.Http.Json;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Dialer;

public sealed class BreakTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task With_pause_codes_a_break_names_one_and_its_limits_are_shown()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        var campaign = await manager.Campaign();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();
        Assert.Equal(0, (await agent.GetAsync("/api/v1/agents/me/breaks").Json()).GetArrayLength());
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "break", reason = "whatever" }).Json();
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();

        await agent.PostAsJsonAsync("/api/v1/pause-codes", new { code = "lunch", label = "Lunch" }).Refused(403, "auth.forbidden");
        await manager.PostAsJsonAsync("/api/v1/pause-codes", new { code = "Lunch time", label = "Lunch" }).Refused(422, "pause_codes.code");
        await manager
            .PostAsJsonAsync(
                "/api/v1/pause-codes",
                new
                {
                    code = "lunch",
                    label = "Lunch",
                    maxMinutes = 40,
                    maxMinutesDay = 30,
                }
            )
            .Refused(422, "pause_codes.day_too_short");
        var lunch = await manager
            .PostAsJsonAsync(
                "/api/v1/pause-codes",
                new
                {
                    code = "lunch",
                    label = "Lunch",
                    paid = false,
                    maxMinutes = 30,
                    maxMinutesDay = 60,
                }
            )
            .Json();
        await manager
            .PostAsJsonAsync("/api/v1/pause-codes", new { code = "lunch", label = "Lunch" })
            .Refused(409, "pause_codes.code_taken");

        await agent
            .PutAsJsonAsync("/api/v1/agents/me/status", new { status = "break", reason = "whatever" })
            .Refused(422, "agents.pause_code_required");
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "break", reason = "lunch" }).Json();
        await Until(async () =>
            (await agent.GetAsync("/api/v1/agents/me").Json()).GetProperty("means").GetProperty("pause")
                is { ValueKind: System.Text.Json.JsonValueKind.Object } pause
            && pause.GetProperty("label").GetString() == "Lunch"
            && pause.GetProperty("until").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddMinutes(29)
        );
        var mine = Assert.Single((await agent.GetAsync("/api/v1/agents/me/breaks").Json()).EnumerateArray());
        Assert.Equal(
            ("lunch", 30, false),
            (mine.GetProperty("code").GetString(), mine.GetProperty("maxMinutes").GetInt32(), mine.GetProperty("paid").GetBoolean())
        );

        // A supervisor's reason is his own, and the agent reads whose it was.
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();
        var sent = await manager
            .PutAsJsonAsync($"/api/v1/agents/{agent.Id}/status", new { status = "break", reason = "Team meeting" })
            .Json();
        var notice = sent.GetProperty("notice");
        Assert.Equal(
            ("forced", "Team meeting", "break"),
            (notice.GetProperty("kind").GetString(), notice.GetProperty("text").GetString(), notice.GetProperty("about").GetString())
        );
        Assert.False(string.IsNullOrEmpty(notice.GetProperty("by").GetString()));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Patch(manager, lunch.Id(), 7, new { label = "Noon" })).StatusCode);
        Assert.True((await Patch(manager, lunch.Id(), 1, new { label = "Noon", maxMinutes = 20 })).IsSuccessStatusCode);
        Assert.Equal(
            "Noon",
            Assert.Single((await agent.GetAsync("/api/v1/pause-codes").Json()).EnumerateArray()).GetProperty("label").GetString()
        );
        Assert.Equal(HttpStatusCode.NoContent, (await manager.DeleteAsync($"/api/v1/pause-codes/{lunch.Id()}")).StatusCode);
        Assert.Equal(
            ["pause_codes.created", "pause_codes.changed", "pause_codes.deleted"],
            await tenant.In(s => s.Query("select action from audit_log where entity = 'pause_code' order by at", null, r => r.GetString(0)))
        );
    }

    [Fact]
    public async Task An_assignment_says_skill_rank_and_wrap_up_of_an_agent_and_keeps_what_it_does_not_name()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, one, two) = (
            await api.User(tenant, Roles.CampaignManager),
            await api.User(tenant, Roles.Agent),
            await api.User(tenant, Roles.Agent)
        );
        var path = $"/api/v1/campaigns/{(await manager.Campaign()).Id()}/agents";
        await manager
            .PutAsJsonAsync(path, new { agentIds = new[] { one.Id }, assignments = new[] { new { agentId = one.Id, skillLevel = 11 } } })
            .Refused(422, "field.out_of_range");
        await manager
            .PutAsJsonAsync(path, new { agentIds = new[] { one.Id }, assignments = new[] { new { agentId = two.Id } } })
            .Refused(422, "campaigns.not_assigned");
        await manager
            .PutAsJsonAsync(
                path,
                new
                {
                    agentIds = new[] { one.Id, two.Id },
                    assignments = new[]
                    {
                        new
                        {
                            agentId = one.Id,
                            skillLevel = 9,
                            rank = 2,
                            wrapUpSeconds = 15,
                        },
                    },
                }
            )
            .Json();
        await manager.PutAsJsonAsync(path, new { agentIds = new[] { one.Id, two.Id } }).Json();
        var rows = (await manager.GetAsync(path).Json())
            .GetProperty("assignments")
            .EnumerateArray()
            .ToDictionary(a => a.GetProperty("agentId").GetGuid());
        Assert.Equal(
            (9, 2, 15),
            (
                rows[one.Id].GetProperty("skillLevel").GetInt32(),
                rows[one.Id].GetProperty("rank").GetInt32(),
                rows[one.Id].GetProperty("wrapUpSeconds").GetInt32()
            )
        );
        Assert.Equal((5, 5), (rows[two.Id].GetProperty("skillLevel").GetInt32(), rows[two.Id].GetProperty("rank").GetInt32()));
    }

    [Fact]
    public async Task Agentless_is_not_saved_without_message_and_consent_and_dialling_by_hand_needs_a_mode_and_a_known_number()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent, elsewhere) = (
            await api.User(tenant, Roles.CampaignManager),
            await api.User(tenant, Roles.Agent),
            await Given.Tenant(api.Database)
        );
        var body = new { name = "Notice", dialMode = "agentless" };
        await manager.PostAsJsonAsync("/api/v1/campaigns", body).Refused(422, "campaigns.no_message");
        var agentless = new { message = "Good day.", consentConfirmed = true };
        await manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                new
                {
                    body.name,
                    body.dialMode,
                    rules = new { agents = new { agentless } },
                }
            )
            .Json();
        await manager
            .PostAsJsonAsync("/api/v1/campaigns", new { name = "Odd", rules = new { agents = new { preview = new { seconds = 3 } } } })
            .Refused(422, "field.out_of_range");

        await agent.PostAsJsonAsync("/api/v1/agents/me/calls", new { contactId = Ids.New() }).Refused(409, "agents.no_campaign");
        var (list, contacts) = await tenant.List("+12905550100");
        var campaign = await manager.Campaign(list);
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign.Id()}/agents", new { agentIds = new[] { agent.Id } }).Json();
        await agent.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "available" }).Json();
        await agent.PostAsJsonAsync("/api/v1/agents/me/calls/check", new { phone = "12" }).Refused(422, "field.phone");
        Assert.True(
            (await agent.PostAsJsonAsync("/api/v1/agents/me/calls/check", new { contactId = contacts[0] }).Json()).TryGetProperty(
                "allowed",
                out _
            )
        );
        Assert.True(
            (await agent.PostAsJsonAsync("/api/v1/agents/me/calls/check", new { phone = "+1 (290) 555-0100" }).Json()).TryGetProperty(
                "allowed",
                out _
            )
        );
        var (_, theirs) = await elsewhere.List("+12905550101");
        await agent.PostAsJsonAsync("/api/v1/agents/me/calls/check", new { contactId = theirs[0] }).Refused(422, "calls.unknown_number");
        await agent.PostAsJsonAsync("/api/v1/agents/me/calls/check", new { phone = "+12905550101" }).Refused(422, "calls.unknown_number");
        await agent.PostAsJsonAsync("/api/v1/agents/me/preview/dial", new { callId = Ids.New() }).Refused(409, "previews.gone");
        await agent.PostAsJsonAsync("/api/v1/agents/me/preview/skip", new { callId = Ids.New() }).Refused(422, "field.required");
        await agent.PostAsync("/api/v1/agents/me/wrap-up", null).Refused(409, "agents.not_in_wrap_up");
        Assert.Equal(0, await Waiting(""));
        await tenant.In(s =>
            s.Execute(
                "insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone) values (@tenant, @campaign, @contact, '+12905550100', 'direct', 'UTC')",
                new
                {
                    tenant = tenant.Id,
                    campaign = campaign.Id(),
                    contact = contacts[0],
                }
            )
        );
        Assert.Equal(
            (1, 1, 1, 0),
            (await Waiting("?q=ann"), await Waiting("?q=%2B1%20(290)%2055"), await Waiting("?q=001-290"), await Waiting("?q=%2B1%20291"))
        );

        async Task<int> Waiting(string start) => (await agent.GetAsync($"/api/v1/agents/me/contacts{start}").Json()).GetArrayLength();
    }

    private static Task<HttpResponseMessage> Patch(ApiUser who, Guid id, int version, object body) =>
        who.SendAsync(
            new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/pause-codes/{id}")
            {
                Content = JsonContent.Create(body),
                Headers = { { "If-Match", $"\"{version}\"" } },
            }
        );

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var looks = 0; looks < 400; looks++)
        {
            if (await holds())
                return;
            await Task.Delay(25);
        }

        Assert.Fail("It never came to pass.");
    }
}
