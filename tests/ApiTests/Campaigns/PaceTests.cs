using System.Text.Json;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

public sealed class PaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_pace_has_every_minute_and_counts_what_happened_in_it()
    {
        var tenant = await Given.Tenant(api.Database);
        var manager = await api.User(tenant, Roles.CampaignManager);
        var campaign = (await manager.Campaign()).Id();
        var (_, contacts) = await tenant.List("+12025550101", "+12025550102", "+12025550103");
        // The campaign's clock stands near noon, so that calls of ten minutes ago are today's whenever the test runs.
        await tenant.In(s =>
            s.Execute(
                """
                update campaigns set time_zone = (select name from pg_timezone_names where name like 'Etc/GMT%' and extract(hour from now() at time zone name) between 11 and 13 limit 1) where id = @campaign;
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at)
                select @tenant, c.call, @campaign, c.contact, '+12025550101', 1, 'ended', c.outcome, now() - interval '10 minutes', now() - interval '10 minutes',
                       case when c.outcome <> 'no_answer' then now() - interval '5 minutes' end, case when c.outcome = 'connected' then now() - interval '5 minutes' end, now() - interval '5 minutes'
                from unnest(@calls, @contacts, array['connected', 'abandoned', 'no_answer']) as c (call, contact, outcome)
                """,
                new
                {
                    tenant = tenant.Id,
                    campaign,
                    calls = contacts.Select(_ => Ids.New()).ToArray(),
                    contacts = contacts.ToArray(),
                }
            )
        );

        var pace = await manager.GetAsync($"/api/v1/campaigns/{campaign}/pace?minutes=30").Json();
        var minutes = pace.GetProperty("minutes").EnumerateArray().ToList();
        Assert.Equal(30, minutes.Count);
        Assert.Equal((3, 2, 1), (Sum(minutes, "dials"), Sum(minutes, "answers"), Sum(minutes, "abandoned")));
        Assert.Equal((3, 2, 1), (Today(pace, "dials"), Today(pace, "answered"), Today(pace, "abandoned")));
        Assert.Equal([0, 3], minutes.Select(m => m.GetProperty("dials").GetInt32()).Distinct().Order());
        Assert.Equal(0, minutes[0].GetProperty("budgetUsed").GetDouble());
        Assert.Equal(0.5 / 0.03, minutes[^1].GetProperty("budgetUsed").GetDouble(), 6);
        await manager.GetAsync($"/api/v1/campaigns/{campaign}/pace?minutes=0").Refused(422, "field.out_of_range");
    }

    [Fact]
    public async Task What_changed_about_a_campaign_is_there_for_those_who_manage_it_with_from_and_to()
    {
        var tenant = await Given.Tenant(api.Database);
        var manager = await api.User(tenant, Roles.CampaignManager);
        var campaign = (await manager.Campaign()).Id();
        await manager
            .Change(
                HttpMethod.Patch,
                $"/api/v1/campaigns/{campaign}",
                new
                {
                    dialMode = "predictive",
                    maxConcurrent = 50,
                    script = "Hello",
                },
                1
            )
            .Json();
        var changes = (await manager.GetAsync($"/api/v1/campaigns/{campaign}/changes").Json())
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        var data = changes[0].GetProperty("data");
        Assert.Equal("campaigns.updated", changes[0].GetProperty("action").GetString());
        Assert.Equal(["script", "dialMode"], data.GetProperty("fields").EnumerateArray().Select(f => f.GetString()!));
        Assert.Equal(
            """{"script":{"to":"Hello","from":""},"dialMode":{"to":"predictive","from":"progressive"}}""",
            data.GetProperty("changes").GetRawText().Replace(" ", "")
        );
        Assert.All(changes, c => Assert.Equal(campaign, c.GetProperty("entityId").GetGuid()));
    }

    [Fact]
    public async Task Lead_goal_and_occupancy_target_change_live_with_from_and_to_and_the_snapshot_follows()
    {
        var tenant = await Given.Tenant(api.Database);
        var manager = await api.User(tenant, Roles.CampaignManager);
        var path = $"/api/v1/campaigns/{(await manager.Campaign()).Id()}";
        await manager
            .Change(
                HttpMethod.Patch,
                path,
                new { leadGoal = 60, rules = new { agents = new { occupancyTarget = 80, missedCalls = 3 } } },
                1
            )
            .Json();
        var data = (await manager.GetAsync($"{path}/changes").Json()).GetProperty("items")[0].GetProperty("data").GetProperty("changes");
        Assert.Equal(
            (85, 80),
            (
                data.GetProperty("rules.agents.occupancyTarget").GetProperty("from").GetInt32(),
                data.GetProperty("rules.agents.occupancyTarget").GetProperty("to").GetInt32()
            )
        );
        Assert.Equal(
            (JsonValueKind.Null, 60),
            (data.GetProperty("leadGoal").GetProperty("from").ValueKind, data.GetProperty("leadGoal").GetProperty("to").GetInt32())
        );
        var after = await manager.GetAsync($"{path}/queue").Json();
        Assert.Equal(0.8, after.GetProperty("pace").GetProperty("occupancyTarget").GetDouble(), 6);
        Assert.Equal(
            (60, 0),
            (after.GetProperty("goal").GetProperty("goal").GetInt32(), after.GetProperty("goal").GetProperty("leads").GetInt32())
        );
    }

    private static int Sum(IEnumerable<JsonElement> minutes, string what) => minutes.Sum(m => m.GetProperty(what).GetInt32());

    private static int Today(JsonElement pace, string what) => pace.GetProperty("today").GetProperty(what).GetInt32();
}
