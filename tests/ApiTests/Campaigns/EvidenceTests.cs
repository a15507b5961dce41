using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

public sealed class EvidenceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Each_window_says_what_was_answered_and_abandoned_and_each_call_has_its_line()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var campaign = await manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                JsonNode.Parse(
                    """
                    {"name": "=HYPERLINK(1)", "callerId": "+12025550100", "window": {"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "00:00", "timeZone": "America/New_York", "useContactZone": true},
                     "rules": {"compliance": {"profiles": ["us_tsr_fcc"], "message": {"seller": "Acme, Inc."}}}}
                    """
                )
            )
            .Json();
        var (_, contacts) = await manager.Tenant.List("+12125550101");
        await manager.Tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at, message_at, opted_out_at, admission)
                select @tenant, gen_random_uuid(), @campaign, @contact, '+12125550101', n, 'ended', case when n = 1 then 'abandoned' when n <= 20 then 'connected' else 'no_answer' end,
                       at, at, case when n <= 20 then at + interval '10 s' end, case when n between 2 and 20 then at + interval '10.5 s' end, at + interval '60 s',
                       case when n = 1 then at + interval '11.5 s' end, case when n = 1 then at + interval '20 s' end, case when n = 1 then '{"answered": 40, "abandoned": 1, "share": 0.025, "window": "day", "cap": 0.03, "threshold": 0.02, "risk": 0.015, "free": 0}'::jsonb end
                from generate_series(1, 25) n, (select timestamptz '2026-03-10 15:00:00Z' as at) t
                """,
                new
                {
                    tenant = manager.Tenant.Id,
                    campaign = campaign.Id(),
                    contact = contacts[0],
                }
            )
        );
        var path = $"/api/v1/campaigns/{campaign.Id()}/compliance/evidence";

        var evidence = await manager.GetAsync($"{path}?from=2026-03-01&to=2026-03-31").Json();
        Assert.Equal(
            (20, 1, 1),
            (
                evidence.GetProperty("answered").GetInt32(),
                evidence.GetProperty("abandoned").GetInt32(),
                evidence.GetProperty("messagesPlayed").GetInt32()
            )
        );
        Assert.Equal(1, evidence.GetProperty("optedOut").GetInt32());
        var windows = evidence.GetProperty("windows").EnumerateArray().ToList();
        var day = Assert.Single(windows, w => w.GetProperty("window").GetString() == "day");
        Assert.Equal(
            (20, 1, 0.05, false),
            (
                day.GetProperty("answered").GetInt32(),
                day.GetProperty("abandoned").GetInt32(),
                day.GetProperty("share").GetDouble(),
                day.GetProperty("kept").GetBoolean()
            )
        );
        Assert.All(
            windows.Where(w => w.GetProperty("window").GetString() == "rolling_30_days"),
            w => Assert.Equal("us_tsr_fcc", w.GetProperty("by").GetString())
        );
        Assert.Equal(windows.Count, evidence.GetProperty("over").GetInt32());
        Assert.Empty((await manager.GetAsync($"{path}?from=2026-01-01&to=2026-01-31").Json()).GetProperty("windows").EnumerateArray());

        var csv = (await manager.GetStringAsync($"{path}.csv?from=2026-03-10&to=2026-03-10"))
            .TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(26, csv.Length);
        var abandoned = Assert.Single(csv, l => l.Contains(",abandoned,"));
        Assert.Contains(
            ",'=HYPERLINK(1),\"Acme, Inc.\",+12025550100,+12125550101,2026-03-10,11:00:00,America/New_York,2026-03-10T15:00:00.000Z,2026-03-10T15:00:10.000Z,,2026-03-10T15:01:00.000Z,60,10,,abandoned,,,yes,yes,1.5,2026-03-10T15:00:20.000Z,",
            abandoned
        );
        Assert.Contains("business,United States (FTC TSR and FCC),,yes,day,40,1,0.025,0.03,0.02,0.015", abandoned);
        Assert.Equal(19, csv.Count(l => l.Contains(",0.5,connected,")));
        Assert.Single(
            await manager.GetStringAsync($"{path}.csv?from=2026-03-11&to=2026-03-11") is var none
                ? none.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                : []
        );
        Assert.Equal(
            [0, 25],
            await manager.Tenant.In(s =>
                s.Query(
                    "select (data ->> 'calls')::int from audit_log where action = 'compliance.evidence_exported' order by 1",
                    null,
                    r => r.GetInt32(0)
                )
            )
        );
    }

    [Fact]
    public async Task Calls_are_shown_under_the_law_they_were_made_under_and_not_under_todays()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var campaign = await manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                JsonNode.Parse(
                    """
                    {"name": "Spring", "callerId": "+12025550100", "abandonCap": 0.03, "window": {"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "00:00", "timeZone": "Europe/London", "useContactZone": true},
                     "rules": {"compliance": {"profiles": ["us_tsr_fcc"], "message": {"seller": "New Ltd"}}}}
                    """
                )
            )
            .Json();
        var (_, contacts) = await manager.Tenant.List("+442079460101");
        var (law, body) = new LawSnapshot(
            [Jurisdictions.Find("uk_ofcom")!],
            new()
            {
                Profiles = ["uk_ofcom"],
                Message = new(Seller: "Old Ltd"),
                Called = "consumer",
            },
            0.02,
            false
        ).Write();
        await manager.Tenant.In(s => LawRows.Keep(s, law, body, DateTimeOffset.UnixEpoch, default));
        await manager.Tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at, caller_id, law_id)
                select @tenant, gen_random_uuid(), @campaign, @contact, '+442079460101', n, 'ended', case when n % 40 = 1 then 'abandoned' else 'connected' end, at, at, at, case when n % 40 <> 1 then at end, at,
                       case when n <= 40 then '+442079460000' end, case when n <= 40 then @law end
                from generate_series(1, 80) n, lateral (select case when n <= 40 then timestamptz '2026-03-10 15:00:00Z' else timestamptz '2026-03-20 15:00:00Z' end as at) t
                """,
                new
                {
                    tenant = manager.Tenant.Id,
                    campaign = campaign.Id(),
                    contact = contacts[0],
                    law,
                }
            )
        );
        var path = $"/api/v1/campaigns/{campaign.Id()}/compliance/evidence";

        var evidence = await manager.GetAsync($"{path}?from=2026-03-01&to=2026-03-31").Json();
        var days = evidence
            .GetProperty("windows")
            .EnumerateArray()
            .Where(w => w.GetProperty("window").GetString() == "day")
            .Select(w => (w.GetProperty("cap").GetDouble(), w.GetProperty("kept").GetBoolean()));
        // 2.5 % abandoned on each of the two days: over the cap of then, within that of now.
        Assert.Equal([(0.02, false), (0.03, true)], days);
        Assert.Contains(evidence.GetProperty("windows").EnumerateArray(), w => w.GetProperty("by").GetString() == "uk_ofcom");
        var laws = evidence.GetProperty("laws").EnumerateArray().ToList();
        Assert.Equal(
            [(law, 40), ((Guid?)null, 40)],
            laws.Select(l =>
                (
                    l.GetProperty("id").ValueKind == System.Text.Json.JsonValueKind.Null ? (Guid?)null : l.GetProperty("id").GetGuid(),
                    l.GetProperty("calls").GetInt32()
                )
            )
        );
        Assert.Contains(laws[0].GetProperty("lines").EnumerateArray(), l => l.GetProperty("rule").GetString() == "lock_out");
        Assert.DoesNotContain(laws[1].GetProperty("lines").EnumerateArray(), l => l.GetProperty("rule").GetString() == "lock_out");

        var csv = (await manager.GetStringAsync($"{path}.csv?from=2026-03-01&to=2026-03-31")).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal(
            40,
            csv.Count(l =>
                l.Contains($",Old Ltd,+442079460000,", StringComparison.Ordinal)
                && l.Contains($",consumer,United Kingdom (Ofcom),{law},", StringComparison.Ordinal)
            )
        );
        Assert.Equal(
            40,
            csv.Count(l =>
                l.Contains(",New Ltd,+12025550100,", StringComparison.Ordinal)
                && l.Contains(",business,United States (FTC TSR and FCC),,", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task Who_got_an_agent_later_than_the_law_allows_counts_as_abandoned_in_evidence_reports_and_pace_alike()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var campaign = (await manager.Campaign()).Id();
        var (_, contacts) = await manager.Tenant.List("+12025550101");
        await manager.Tenant.In(s =>
            s.Execute(
                "update campaigns set time_zone = (select name from pg_timezone_names where name like 'Etc/GMT%' and extract(hour from now() at time zone name) between 11 and 13 limit 1)"
            )
        );
        // On time; late without detection; late although detection took its part; on time after a long detection; abandoned.
        await manager.Tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, amd_result, connect_by, bridged_at, ended_at)
                select @tenant, gen_random_uuid(), @campaign, @contact, '+12025550101', 1, 'ended', c.outcome, at, at, at + interval '10 s', c.amd, at + (10 + c.by) * interval '1 s', at + (10 + c.bridged) * interval '1 s', at + interval '60 s'
                from (values ('connected', null, null, 1.9), ('connected', null, null, 2.1), ('connected', 'human', 4.5, 4.6), ('connected', 'human', 4.5, 4.4), ('abandoned', null, 2, null)) as c (outcome, amd, by, bridged),
                     (select now() - interval '10 minutes' as at) t
                """,
                new
                {
                    tenant = manager.Tenant.Id,
                    campaign,
                    contact = contacts[0],
                }
            )
        );

        var evidence = await manager.GetAsync($"/api/v1/campaigns/{campaign}/compliance/evidence").Json();
        Assert.Equal((5, 3), (evidence.GetProperty("answered").GetInt32(), evidence.GetProperty("abandoned").GetInt32()));
        var csv = (await manager.GetStringAsync($"/api/v1/campaigns/{campaign}/compliance/evidence.csv")).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        var column = Array.IndexOf(csv[0].Split(','), "Abandoned");
        Assert.Equal(3, csv.Skip(1).Count(l => l.Split(',')[column] == "yes"));
        foreach (var report in new[] { "abandon", "campaigns" })
        {
            var row = Assert.Single(
                (await manager.GetAsync($"/api/v1/reports/dialer/{report}").Json()).GetProperty("rows").EnumerateArray()
            );
            Assert.Equal((5, 3), (row.GetProperty("answered").GetInt32(), row.GetProperty("abandoned").GetInt32()));
        }

        var today = (await manager.GetAsync($"/api/v1/campaigns/{campaign}/pace").Json()).GetProperty("today");
        Assert.Equal((5, 3), (today.GetProperty("answered").GetInt32(), today.GetProperty("abandoned").GetInt32()));
    }

    [Theory]
    [
        InlineData("from=yesterday", "/from"),
        InlineData("to=2026-02-30", "/to"),
        InlineData("from=2026-03-02&to=2026-03-01", "/to"),
        InlineData("from=2024-01-01&to=2026-03-01", "/from")
    ]
    public async Task An_impossible_range_is_refused_with_the_field(string query, string pointer)
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var campaign = await manager.Campaign();
        foreach (var end in new[] { "", ".csv" })
            Assert.Contains(
                pointer,
                (
                    await manager
                        .GetAsync($"/api/v1/campaigns/{campaign.Id()}/compliance/evidence{end}?{query}")
                        .Refused(422, query.Contains("from=20", StringComparison.Ordinal) ? "field.out_of_range" : "field.date")
                ).Pointers()
            );
    }
}
