using System.Net.Http.Json;
using Pivotal.Api.Calls;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Calls;

public sealed class CallTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_agent_sees_and_closes_the_own_calls_only()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent, other) = (
            await api.User(tenant, Roles.CampaignManager),
            await api.User(tenant, Roles.Agent),
            await api.User(tenant, Roles.Agent)
        );
        var (list, contacts) = await tenant.List("+12025550101");
        var campaign = await manager.Campaign(list);
        var call = Ids.New();
        await tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, dialed_at, answered_at, bridged_at, ended_at)
                values (@tenant, @call, @campaign, @contact, @agent, '+12025550101', 1, 'ended', 'connected', now() - interval '90 s', now() - interval '80 s', now() - interval '80 s', now() - interval '20 s')
                """,
                new
                {
                    tenant = tenant.Id,
                    call,
                    campaign = campaign.Id(),
                    contact = contacts[0],
                    agent = agent.Id,
                }
            )
        );

        Assert.Equal(60, (await agent.GetAsync($"/api/v1/calls/{call}").Read<CallRow>()).TalkSeconds);
        Assert.Equal(
            1,
            (await manager.GetAsync($"/api/v1/calls?campaignId={campaign.Id()}&outcome=connected").Read<Page<CallRow>>()).Total.Count
        );
        Assert.Equal(0, (await manager.GetAsync("/api/v1/calls?outcome=busy").Read<Page<CallRow>>()).Total.Count);
        Assert.Empty((await other.GetAsync("/api/v1/calls").Read<Page<CallRow>>()).Items);
        await other.GetAsync($"/api/v1/calls/{call}").Refused(404, "not_found");

        var qualified = new
        {
            disposition = "qualified",
            notes = "wants a demo",
            answers = new { },
            nextStatus = "available",
        };
        await other.PostAsJsonAsync($"/api/v1/calls/{call}/disposition", qualified).Refused(403, "calls.not_yours");
        await agent
            .PostAsJsonAsync($"/api/v1/calls/{call}/disposition", new { disposition = "splendid" })
            .Refused(422, "field.unknown_value");
        await agent.PostAsJsonAsync($"/api/v1/calls/{call}/hangup", new { }).Refused(403, "calls.not_yours");
        await agent.PostAsJsonAsync($"/api/v1/calls/{call}/disposition", qualified).Json();
        await agent.PostAsJsonAsync($"/api/v1/calls/{call}/disposition", qualified).Json();
        Assert.Equal(
            ("wants a demo", 1L),
            await tenant.In(s =>
                s.QuerySingle(
                    "select max(notes), count(*) from leads where attempt_id = @call",
                    new { call },
                    r => (r.GetString(0), r.GetInt64(1))
                )
            )
        );
    }

    [Theory]
    [InlineData("dnc_request", "select count(*) from suppressions where value = '+12025550101' and source = 'disposition'")]
    [InlineData("dnc_request", "select count(*) from contacts where suppressed_phone")]
    [InlineData("wrong_number", "select count(*) from contacts where is_invalid and invalid_reason = 'wrong_number'")]
    [InlineData(
        "callback_requested",
        "select count(*) from queue_entries where status = 'queued' and reason = 'callback' and priority > 0 and next_attempt_at > now() + interval '1 day'"
    )]
    [InlineData("no_answer", "select count(*) from queue_entries where status = 'queued' and reason = 'retry_later'")]
    [InlineData("not_interested", "select count(*) from queue_entries where status = 'removed' and reason = 'not_interested'")]
    public async Task Each_disposition_has_its_effect_in_the_same_transaction(string disposition, string effect)
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        var (list, contacts) = await tenant.List("+12025550101");
        var campaign = await manager.Campaign(list);
        var call = Ids.New();
        await tenant.In(async s =>
        {
            var row = new
            {
                tenant = tenant.Id,
                call,
                campaign = campaign.Id(),
                contact = contacts[0],
                agent = agent.Id,
            };
            await s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, bridged_at, ended_at)
                values (@tenant, @call, @campaign, @contact, @agent, '+12025550101', 1, 'ended', 'connected', now(), now())
                """,
                row
            );
            await s.Execute(
                """
                insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone, status, attempts, call_id)
                values (@tenant, @campaign, @contact, '+12025550101', 'direct', 'UTC', 'done', 1, @call)
                """,
                row
            );
        });
        Assert.Equal(0, await tenant.In(s => s.Scalar<long>(effect)));
        await agent
            .PostAsJsonAsync($"/api/v1/calls/{call}/disposition", new { disposition, callbackAt = DateTimeOffset.UnixEpoch.AddYears(100) })
            .Json();
        Assert.Equal(1, await tenant.In(s => s.Scalar<long>(effect)));
    }

    [Fact]
    public async Task A_callback_needs_a_moment_with_its_offset_and_another_moment_later_is_a_conflict()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        var (list, contacts) = await tenant.List("+12025550101");
        var campaign = await manager.Campaign(list);
        var call = Ids.New();
        await tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, bridged_at, ended_at)
                values (@tenant, @call, @campaign, @contact, @agent, '+12025550101', 1, 'ended', 'connected', now(), now())
                """,
                new
                {
                    tenant = tenant.Id,
                    call,
                    campaign = campaign.Id(),
                    contact = contacts[0],
                    agent = agent.Id,
                }
            )
        );
        var url = $"/api/v1/calls/{call}/disposition";
        foreach (var vague in new[] { "2070-12-01T10:00:00", "2070-12-01", "2070-12-01T10:00:00.0000000" })
            Assert.Equal(
                400,
                (int)(await agent.PostAsJsonAsync(url, new { disposition = "callback_requested", callbackAt = vague })).StatusCode
            );
        await agent.PostAsJsonAsync(url, new { disposition = "callback_requested", callbackAt = "2070-12-01T10:00:00-05:00" }).Json();
        Assert.Equal(
            new DateTimeOffset(2070, 12, 1, 15, 0, 0, TimeSpan.Zero),
            await tenant.In(s => s.Scalar<DateTimeOffset>("select callback_at from call_attempts"))
        );
        await agent.PostAsJsonAsync(url, new { disposition = "callback_requested", callbackAt = "2070-12-01T15:00:00Z" }).Json();
        await agent
            .PostAsJsonAsync(url, new { disposition = "callback_requested", callbackAt = "2070-12-01T11:00:00-05:00" })
            .Refused(409, "calls.already_disposed");
    }

    [Fact]
    public async Task Only_a_supervisor_listens_and_only_to_a_conversation()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        var (list, contacts) = await tenant.List("+12025550102");
        var campaign = await manager.Campaign(list);
        var call = Ids.New();
        await tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, ended_at)
                values (@tenant, @call, @campaign, @contact, @agent, '+12025550102', 1, 'ended', 'connected', now())
                """,
                new
                {
                    tenant = tenant.Id,
                    call,
                    campaign = campaign.Id(),
                    contact = contacts[0],
                    agent = agent.Id,
                }
            )
        );
        var path = $"/api/v1/calls/{call}/supervision";
        await agent.PostAsJsonAsync(path, new { role = "monitor" }).Refused(403, "auth.forbidden");
        await manager.PostAsJsonAsync(path, new { role = "spy" }).Refused(422, "field.unknown_value");
        await manager.PostAsJsonAsync(path, new { role = "monitor" }).Refused(409, "supervision.not_live");
        await manager.DeleteAsync(path).Refused(409, "supervision.not_on");
        await manager.PostAsJsonAsync($"/api/v1/calls/{Ids.New()}/supervision", new { role = "monitor" }).Refused(404, "not_found");
        Assert.Equal(0L, await tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action like 'calls.superv%'")));
    }
}
