using System.Globalization;
using System.Text.Json;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Dialer.Reports;

/// <summary>Every report against the rows it is made of, added up here in another language than SQL, and its CSV against its JSON.</summary>
public sealed class ReportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public async Task Every_reports_numbers_are_those_of_the_call_rows()
    {
        var (manager, calls, names) = await World();
        var path = Range(calls);

        var campaigns = await Rows(manager, "campaigns", path);
        Assert.Equal(2, campaigns.Count);
        foreach (var row in campaigns)
        {
            var own = calls.Where(c => c.Campaign == row.GetProperty("campaignId").GetGuid()).ToList();
            Assert.Equal(
                (own.Count(Dialed), own.Count(Answered), own.Count(Connected), own.Count(Abandoned)),
                (Int(row, "dials"), Int(row, "answered"), Int(row, "connected"), Int(row, "abandoned"))
            );
            Assert.Equal((double)own.Count(Abandoned) / own.Count(Answered), row.GetProperty("abandonRate").GetDouble(), 9);
            Assert.Equal(Talk(own), Int(row, "talkSeconds"), 1d);
            Assert.Equal(
                own.Where(Connected).Sum(c => Math.Max(0, (c.Disposed - c.Ended)?.TotalSeconds ?? 0)),
                Int(row, "wrapUpSeconds"),
                1d
            );
            Assert.Equal(own.Count(c => c.Outcome == "message_delivered"), Int(row, "messages"));
            Same(own.Where(c => c.Disposition is not null).CountBy(c => c.Disposition!), row.GetProperty("dispositions"));
            Assert.Equal(names[row.GetProperty("campaignId").GetGuid()], row.GetProperty("name").GetString());
        }

        Assert.NotEqual(0, campaigns.Sum(row => Int(row, "messages")));

        var hours = await Rows(manager, "hours", path);
        foreach (var row in hours)
        {
            var own = calls.Where(c => TimeZoneInfo.ConvertTime(c.Created, NewYork).Hour == Int(row, "hour")).ToList();
            Assert.Equal((own.Count(Dialed), own.Count(Answered)), (Int(row, "dials"), Int(row, "answered")));
            Same(own.CountBy(c => c.Outcome!), row.GetProperty("outcomes"));
        }

        Assert.Equal(calls.Count(Dialed), hours.Sum(h => Int(h, "dials")));

        var amd = await Rows(manager, "amd", path);
        var heard = calls.Where(c => c.Answered is not null || c.Amd is not null).ToList();
        Assert.Equal(heard.Count, amd.Sum(r => Int(r, "calls")));
        foreach (var row in amd)
        {
            var own = heard.Where(c => (c.Amd ?? "none") == row.GetProperty("result").GetString()).ToList();
            Assert.Equal((own.Count, own.Count(c => c.Disposition == "voicemail")), (Int(row, "calls"), Int(row, "agentSaidMachine")));
            Same(own.CountBy(c => c.Outcome!), row.GetProperty("outcomes"));
        }

        var agents = await Rows(manager, "agents", path);
        foreach (var row in agents)
        {
            var own = calls.Where(c => c.Agent == row.GetProperty("agentId").GetGuid()).ToList();
            Assert.Equal((own.Count, own.Count(Connected)), (Int(row, "calls"), Int(row, "connected")));
            Assert.Equal(Talk(own), Int(row, "talkSeconds"), 1d);
        }

        Assert.Equal(calls.Count(c => c.Agent is not null), agents.Sum(a => Int(a, "calls")));

        var days = await Rows(manager, "abandon", path);
        Assert.Equal(
            (calls.Count(Answered), calls.Count(Abandoned)),
            (days.Sum(d => Int(d, "answered")), days.Sum(d => Int(d, "abandoned")))
        );
        foreach (var row in days)
        {
            var own = calls
                .Where(c =>
                    c.Campaign == row.GetProperty("campaignId").GetGuid()
                    && Answered(c)
                    && Day(c.Created) == row.GetProperty("day").GetString()
                )
                .ToList();
            Assert.Equal((own.Count, own.Count(Abandoned)), (Int(row, "answered"), Int(row, "abandoned")));
            var share = (double)own.Count(Abandoned) / own.Count;
            Assert.Equal((share > 0.03, share), (row.GetProperty("overCap").GetBoolean(), row.GetProperty("share").GetDouble()));
            var worst = own.GroupBy(c =>
                    TimeZoneInfo.ConvertTime(c.Created, NewYork).ToString("yyyyMMddHHzzz", CultureInfo.InvariantCulture)
                )
                .Max(h => (double)h.Count(Abandoned) / h.Count());
            if (worst > 0)
                Assert.Equal(worst, (double)Int(row, "worstAbandoned") / Int(row, "worstAnswered"), 9);
            else
                Assert.Equal(JsonValueKind.Null, row.GetProperty("worstHour").ValueKind);
        }
    }

    [Fact]
    public async Task A_report_up_to_today_has_what_is_going_on_on_a_clock_that_is_ahead()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var campaign = (await manager.Campaign()).Id();
        var (_, contacts) = await manager.Tenant.List("+12025550101");
        await manager.Tenant.In(s =>
            s.Execute(
                """
                with zoned as (update campaigns set time_zone = 'Pacific/Kiritimati' where id = @campaign)
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at)
                select @tenant, gen_random_uuid(), @campaign, @contact, '+12025550101', 1, 'ended', 'connected', now(), now(), now(), now(), now()
                """,
                new
                {
                    tenant = manager.Tenant.Id,
                    campaign,
                    contact = contacts[0],
                }
            )
        );

        Assert.Equal(1, Assert.Single(await Rows(manager, "abandon", "")).GetProperty("answered").GetInt32());
    }

    [Fact]
    public async Task Callbacks_are_kept_late_missed_or_open_and_add_up()
    {
        var (manager, calls, _) = await World();
        var now = TimeProvider.System.GetUtcNow();
        var path = $"from={Day(now.AddDays(-6))}&to={Day(now.AddDays(3))}";
        string State(RawCall call)
        {
            var again = calls
                .Where(c => c.Contact == call.Contact && c.Campaign == call.Campaign && c.Created > call.Created)
                .Min(c => c.Dialed);
            return again <= call.CallbackAt + TimeSpan.FromMinutes(15) ? "kept"
                : again is not null ? "late"
                : call.CallbackAt + TimeSpan.FromMinutes(15) < now ? "missed"
                : "open";
        }

        var asked = calls.Where(c => c.CallbackAt is not null).ToList();
        Assert.True(asked.Count > 10);
        foreach (var row in await Rows(manager, "callbacks", path))
        {
            var own = asked.Where(c => c.Campaign == row.GetProperty("campaignId").GetGuid()).CountBy(State).ToDictionary();
            Assert.Equal(
                (
                    own.Values.Sum(),
                    own.GetValueOrDefault("kept"),
                    own.GetValueOrDefault("late"),
                    own.GetValueOrDefault("missed"),
                    own.GetValueOrDefault("open")
                ),
                (Int(row, "due"), Int(row, "kept"), Int(row, "late"), Int(row, "missed"), Int(row, "open"))
            );
        }

        List<JsonElement> lines = [];
        for (string? next = ""; next is not null; )
        {
            var page = await manager.GetAsync($"/api/v1/reports/dialer/callbacks/list?{path}&limit=7{next}").Json();
            lines.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("nextCursor").GetString() is { } cursor ? $"&cursor={cursor}" : null;
        }

        Assert.Equal(
            asked.OrderBy(c => c.CallbackAt).ThenBy(c => c.Id).Select(c => (c.Id, State(c))),
            lines.Select(l => (l.GetProperty("callId").GetGuid(), l.GetProperty("state").GetString()!))
        );
        Assert.Equal(
            lines.Select(l => l.GetProperty("state").GetString()),
            (await Csv(manager, "callbacks", path)).Skip(1).Select(l => l[4])
        );
    }

    [Fact]
    public async Task Every_file_says_what_the_page_says()
    {
        var (manager, calls, _) = await World();
        var path = Range(calls);
        foreach (
            var (report, columns) in new (string, (string Csv, string Json)[])[]
            {
                (
                    "campaigns",
                    [
                        ("Campaign", "name"),
                        ("Dials", "dials"),
                        ("Answered", "answered"),
                        ("Connected", "connected"),
                        ("Abandoned", "abandoned"),
                        ("Talk seconds", "talkSeconds"),
                        ("Wrap-up seconds", "wrapUpSeconds"),
                        ("qualified", "qualified"),
                    ]
                ),
                (
                    "penetration",
                    [
                        ("Campaign", "name"),
                        ("Contacts", "total"),
                        ("Never tried", "neverTried"),
                        ("Tried", "tried"),
                        ("Reached", "reached"),
                        ("Done", "done"),
                        ("Removed", "removed"),
                    ]
                ),
                (
                    "agents",
                    [
                        ("Agent", "name"),
                        ("Signed in seconds", "signedInSeconds"),
                        ("Available seconds", "availableSeconds"),
                        ("Break seconds", "breakSeconds"),
                        ("Calls", "calls"),
                        ("Talk seconds", "talkSeconds"),
                    ]
                ),
                ("hours", [("Hour", "hour"), ("Dials", "dials"), ("Answered", "answered")]),
                ("amd", [("AMD result", "result"), ("Calls", "calls"), ("Agent said machine", "agentSaidMachine")]),
                (
                    "abandon",
                    [
                        ("Campaign", "name"),
                        ("Day", "day"),
                        ("Answered", "answered"),
                        ("Abandoned", "abandoned"),
                        ("Answered in it", "worstAnswered"),
                        ("Abandoned in it", "worstAbandoned"),
                    ]
                ),
            }
        )
        {
            var (rows, lines) = (await Rows(manager, report, path), await Csv(manager, report, path));
            Assert.NotEmpty(rows);
            Assert.Equal(rows.Count, lines.Count - 1);
            foreach (var (csv, json) in columns)
            {
                var at = Array.IndexOf(lines[0], csv);
                Assert.True(at >= 0, $"{report} has no column {csv}");
                Assert.Equal(
                    rows.Select(r => r.GetProperty(json).ToString() is var text && text.StartsWith('=') ? "'" + text : text),
                    lines.Skip(1).Select(l => l[at])
                );
            }
        }
    }

    [Fact]
    public async Task Penetration_and_agent_time_come_from_the_queue_and_the_log()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        var campaign = (await manager.Campaign()).Id();
        var (_, contacts) = await tenant.List([.. Enumerable.Range(0, 6).Select(n => $"+1202555010{n}")]);
        var noon = new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);
        await tenant.In(s =>
            s.Execute(
                """
                insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone, status, reason, attempts)
                select @tenant, @campaign, e.contact, '+12025550101', 'direct', 'America/New_York', e.status, e.reason, e.attempts
                from unnest(@contacts, array['queued', 'queued', 'queued', 'done', 'removed', 'removed'], array[null, 'retry_later', 'callback', null, 'dnc', 'no_phone'], array[0, 2, 1, 1, 1, 0]) as e (contact, status, reason, attempts);
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, bridged_at, ended_at)
                values (@tenant, gen_random_uuid(), @campaign, @reached, '+12025550101', 1, 'ended', 'connected', @noon, @noon, @noon);
                insert into agent_states (tenant_id, agent_id, status, since, campaign_id) values (@tenant, @agent, 'offline', @noon, @campaign);
                insert into agent_state_log (tenant_id, id, agent_id, status, campaign_id, at)
                select @tenant, gen_random_uuid(), @agent, l.status, @campaign, @noon + l.minutes * interval '1 minute'
                from (values ('available', -1440), ('on_call', 30), ('wrap_up', 40), ('preview', 43), ('available', 45), ('break', 50), ('offline', 60)) as l (status, minutes);
                insert into agent_idle (tenant_id, campaign_id, quarter, agent_id, reason, milliseconds, seen_until)
                values (@tenant, @campaign, @noon, @agent, 'no_lead', 60000, @noon), (@tenant, @campaign, @noon + interval '15 minutes', @agent, 'no_lead', 30400, @noon), (@tenant, @campaign, @noon, @agent, 'trunk', 5000, @noon)
                """,
                new
                {
                    tenant = tenant.Id,
                    campaign,
                    contacts = contacts.ToArray(),
                    reached = contacts[2],
                    agent = agent.Id,
                    noon,
                }
            )
        );

        var list = Assert.Single(await Rows(manager, "penetration", ""));
        Assert.Equal(
            (6, 1, 1, 1, 1, 2),
            (Int(list, "total"), Int(list, "neverTried"), Int(list, "tried"), Int(list, "reached"), Int(list, "done"), Int(list, "removed"))
        );
        Same([new("dnc", 1), new("no_phone", 1)], list.GetProperty("removedBy"));
        Same([new("0", 2), new("1", 3), new("2", 1)], list.GetProperty("byAttempts"));

        // New York's day begins at 05:00 UTC: of the state the agent brought from the day before, twelve and a half hours lie in it.
        var time = Assert.Single(await Rows(manager, "agents", "from=2026-03-02&to=2026-03-02"));
        Assert.Equal((750 * 60) + (5 * 60), Int(time, "availableSeconds"));
        Assert.Equal(
            (600, 180, 120, 600),
            (Int(time, "onCallSeconds"), Int(time, "wrapUpSeconds"), Int(time, "previewSeconds"), Int(time, "breakSeconds"))
        );
        Assert.Equal(900.0 / (900 + 45_300), time.GetProperty("occupancy").GetDouble(), 9);
        Same([new("no_lead", 90), new("trunk", 5)], time.GetProperty("idle"));
        Assert.Empty(await Rows(manager, "agents", "from=2026-03-04&to=2026-03-04"));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_with_the_field()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager), await api.User(tenant, Roles.Agent));
        var backwards = await manager.GetAsync("/api/v1/reports/dialer/hours?from=2026-03-02&to=2026-03-01").Refused(422, "reports.range");
        Assert.Equal(["/from"], backwards.Pointers());
        await manager.GetAsync("/api/v1/reports/dialer/hours?from=2020-01-01&to=2026-03-01").Refused(422, "reports.range");
        await manager.GetAsync($"/api/v1/reports/dialer/campaigns?campaignId={Ids.New()}").Refused(404, "not_found");
        await manager.GetAsync("/api/v1/reports/dialer/nothing/csv").Refused(404, "not_found");
        await agent.GetAsync("/api/v1/reports/dialer/campaigns").Refused(403, "auth.forbidden");
        await manager.GetAsync("/api/v1/reports/dialer/campaigns?from=2026-03-01&to=2026-03-02").Json();
    }

    private async Task<(ApiUser Manager, List<RawCall> Calls, Dictionary<Guid, string> Names)> World()
    {
        var tenant = await Given.Tenant(api.Database);
        var manager = await api.User(tenant, Roles.CampaignManager);
        var agents = new[] { await api.User(tenant, Roles.Agent), await api.User(tenant, Roles.Agent) };
        var campaigns = new[] { await manager.Campaign(), await manager.Campaign() };
        var (_, contacts) = await tenant.List([.. Enumerable.Range(0, 40).Select(n => $"+120255501{n:D2}")]);
        await tenant.In(s =>
            s.Execute(
                """
                update campaigns set time_zone = 'America/New_York', name = case when id = @formula then '=1+1' else name end;
                insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone, attempts)
                select @tenant, @formula, id, '+12025550101', 'direct', 'America/New_York', 1 from contacts
                """,
                new { tenant = tenant.Id, formula = campaigns[0].Id() }
            )
        );
        await tenant.Calls([.. campaigns.Select(c => c.Id())], contacts, [.. agents.Select(a => a.Id)], 600, seed: 4);
        // Machines are the same to an agentless campaign: they heard its message.
        await tenant.In(s =>
            s.Execute(
                "update call_attempts set outcome = 'message_delivered' where campaign_id = @id and outcome = 'voicemail'",
                new { id = campaigns[1].Id() }
            )
        );
        var names = await tenant.In(s => s.Query("select id, name from campaigns", null, r => (r.GetGuid(0), r.GetString(1))));
        return (manager, await tenant.RawCalls(), names.ToDictionary(n => n.Item1, n => n.Item2));
    }

    private static bool Dialed(RawCall c) => c.Dialed is not null;

    private static bool Answered(RawCall c) => c.Outcome is "connected" or "abandoned" || c.Bridged is not null;

    private static bool Connected(RawCall c) => c.Bridged is not null;

    private static bool Abandoned(RawCall c) => c.Outcome == "abandoned";

    private static double Talk(IEnumerable<RawCall> calls) => calls.Sum(c => (c.Ended - c.Bridged)?.TotalSeconds ?? 0);

    private static string Range(List<RawCall> calls) => $"from={Day(calls.Min(c => c.Created))}&to={Day(calls.Max(c => c.Created))}";

    private static string Day(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, NewYork).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Int(JsonElement row, string name) => row.GetProperty(name).GetInt32();

    private static void Same(IEnumerable<KeyValuePair<string, int>> expected, JsonElement parts) =>
        Assert.Equal(
            expected.OrderBy(p => p.Key),
            parts.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetInt32())).OrderBy(p => p.Key)
        );

    private static async Task<List<JsonElement>> Rows(ApiUser who, string report, string query)
    {
        var answer = await who.GetAsync($"/api/v1/reports/dialer/{report}?{query}").Json();
        Assert.Equal("America/New_York", answer.GetProperty("timeZone").GetString());
        return [.. answer.GetProperty("rows").EnumerateArray()];
    }

    private static async Task<List<string[]>> Csv(ApiUser who, string report, string query)
    {
        var answer = await who.GetAsync($"/api/v1/reports/dialer/{report}/csv?{query}");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        return [.. text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))];
    }
}
