using System.Net.Http.Json;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

public sealed class WhatIfTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_last_hours_are_played_again_with_another_pace()
    {
        var tenant = await Given.Tenant(api.Database);
        var manager = await api.User(tenant, "campaign_manager");
        var campaign = (await manager.Campaign()).Id();
        await Past(tenant, campaign, calls: 240);

        var answer = await manager
            .PostAsJsonAsync($"/api/v1/campaigns/{campaign}/what-if", new { hours = 2, dialMode = "predictive" })
            .Json();

        var actual = answer.GetProperty("actual");
        Assert.Equal(
            (240, 60, 60, 0),
            (
                actual.GetProperty("dials").GetInt32(),
                actual.GetProperty("answered").GetInt32(),
                actual.GetProperty("connected").GetInt32(),
                actual.GetProperty("abandoned").GetInt32()
            )
        );
        Assert.Equal(4, answer.GetProperty("agents").GetInt32());
        var (asIs, proposed) = (answer.GetProperty("asIs"), answer.GetProperty("proposed"));
        Assert.Equal(0, asIs.GetProperty("abandoned").GetInt32());
        Assert.True(proposed.GetProperty("dials").GetInt32() > asIs.GetProperty("dials").GetInt32(), answer.GetRawText());
        Assert.True(proposed.GetProperty("utilisation").GetDouble() > asIs.GetProperty("utilisation").GetDouble(), answer.GetRawText());
        Assert.Equal("progressive", (await manager.GetAsync($"/api/v1/campaigns/{campaign}").Json()).GetProperty("dialMode").GetString());
    }

    [Fact]
    public async Task A_campaign_without_a_past_and_impossible_settings_are_refused()
    {
        var tenant = await Given.Tenant(api.Database);
        var manager = await api.User(tenant, "campaign_manager");
        var path = $"/api/v1/campaigns/{(await manager.Campaign()).Id()}/what-if";
        await manager.PostAsJsonAsync(path, new { }).Refused(409, "campaigns.too_little_history");
        var problem = await manager
            .PostAsJsonAsync(
                path,
                new
                {
                    hours = 25,
                    dialMode = "preview",
                    powerRatio = 0.5,
                    abandonCap = 0.05,
                    maxConcurrent = 0,
                }
            )
            .Refused(422, "field.out_of_range");
        Assert.Equal(["/abandonCap", "/dialMode", "/hours", "/maxConcurrent", "/powerRatio"], problem.Pointers().Order());
    }

    /// <summary>Four agents talk for a minute with every fourth call; a call goes out every fifteen seconds of the last hour.</summary>
    private static Task Past(TestTenant tenant, Guid campaign, int calls) =>
        tenant.In(async s =>
        {
            var (id, start) = (tenant.Id, TimeProvider.System.GetUtcNow().AddSeconds(-15 * calls));
            var agents = Enumerable.Range(0, 4).Select(_ => Ids.New()).ToArray();
            foreach (var agent in agents)
            {
                await s.Execute(
                    """
                    insert into users (tenant_id, id, username, username_normalized, email, email_normalized, security_stamp)
                    values (@id, @agent, @agent::text, @agent::text, @agent || '@example.com', @agent || '@example.com', '')
                    """,
                    new { id, agent }
                );
                await s.Execute(
                    "insert into campaign_agents (tenant_id, campaign_id, agent_id, assigned_at) values (@id, @campaign, @agent, @start)",
                    new
                    {
                        id,
                        campaign,
                        agent,
                        start,
                    }
                );
                await s.Execute(
                    "insert into agent_state_log (tenant_id, id, agent_id, status, campaign_id, at) values (@id, @log, @agent, 'available', @campaign, @start)",
                    new
                    {
                        id,
                        log = Ids.New(),
                        agent,
                        campaign,
                        start,
                    }
                );
            }

            var contact = Ids.New();
            await s.Execute(
                "insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized) values (@id, @contact, 'A', 'a', 'a@example.com', 'a@example.com')",
                new { id, contact }
            );
            for (var n = 0; n < calls; n++)
            {
                var (call, at, talks, agent) = (Ids.New(), start.AddSeconds(15 * n), n % 4 == 0, agents[n / 4 % 4]);
                await s.Execute(
                    """
                    insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at)
                    values (@id, @call, @campaign, @contact, case when @talks then @agent end, '+12025550199', 1, 'ended', case when @talks then 'connected' else 'no_answer' end, @at, @at,
                            case when @talks then @at + interval '10 seconds' end, case when @talks then @at + interval '10 seconds' end,
                            @at + case when @talks then interval '60 seconds' else interval '25 seconds' end)
                    """,
                    new
                    {
                        id,
                        call,
                        campaign,
                        contact,
                        agent,
                        talks,
                        at,
                    }
                );
                if (!talks)
                    continue;
                foreach (var (status, after) in new[] { ("on_call", 10), ("wrap_up", 60), ("available", 70) })
                {
                    await s.Execute(
                        "insert into agent_state_log (tenant_id, id, agent_id, status, campaign_id, call_id, at) values (@id, @log, @agent, @status, @campaign, @call, @when)",
                        new
                        {
                            id,
                            log = Ids.New(),
                            agent,
                            status,
                            campaign,
                            call,
                            when = at.AddSeconds(after),
                        }
                    );
                }
            }
        });
}
