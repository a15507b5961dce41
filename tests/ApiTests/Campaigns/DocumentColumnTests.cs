using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

/// <summary>While processes of the version before still run, a campaign's document and the columns it was before are one thing, whichever of them is written (migration 0076).</summary>
public sealed class DocumentColumnTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Columns = """
        name, type, list_id, script, questions, checklist, dial_mode, caller_id, ring_timeout_s, amd_enabled, max_concurrent, max_attempts, retry_minutes, wrap_up_s, window_days, window_start, window_end,
        time_zone, use_contact_zone, cap_mode, cap_value, lead_goal, power_ratio, abandon_cap, rules
        """;

    [Fact]
    public async Task A_row_of_before_has_its_settings_in_its_document_after_the_upgrade()
    {
        var (owner, tenants, tenant) = await OlderDatabase.Before("0076");
        var id = Ids.New();
        await tenants.InTenant(
            tenant,
            (s, ct) =>
                s.Execute(
                    """
                    insert into campaigns (tenant_id, id, name, script, questions, dial_mode, caller_id, ring_timeout_s, amd_enabled, max_concurrent, max_attempts, retry_minutes, wrap_up_s, window_days,
                      window_start, window_end, time_zone, use_contact_zone, cap_mode, cap_value, lead_goal, power_ratio, abandon_cap, rules, status)
                    values (@tenant, @id, 'Spring', 'Hello', '[{"id": "q", "text": "Why?", "kind": "text", "options": [], "required": true}]', 'power', '+12025550100', 30, false, 9, 8, 7, 6, '{1,7}',
                      '08:30', '20:15:30', 'Europe/Berlin', false, 'queue_size', 5, 40, 2.5, 0.02, '{"recycle": {"numberRestMinutes": 5}}', 'active')
                    """,
                    new { tenant, id },
                    ct
                )
        );
        Assert.Contains("0076_campaign_document.sql", await Migrator.Migrate(owner, default));
        var row = await tenants.InTenant(
            tenant,
            (s, ct) => s.QuerySingle<StoredCampaign>($"select {StoredCampaign.Columns} from campaigns where id = @id", new { id }, ct)
        );
        var expected = new CampaignDocument
        {
            Name = "Spring",
            Script = "Hello",
            Questions = [new("q", "Why?", "text", [], true)],
            DialMode = DialMode.Power,
            CallerId = "+12025550100",
            RingTimeoutSeconds = 30,
            DetectMachine = false,
            MaxConcurrent = 9,
            MaxAttempts = 8,
            RetryMinutes = 7,
            WrapUpSeconds = 6,
            Window = new([1, 7], "08:30", "20:15:30", "Europe/Berlin", false),
            Cap = new(CapMode.QueueSize, 5),
            LeadGoal = 40,
            PowerRatio = 2.5,
            AbandonCap = 0.02,
            Rules = new() { Recycle = new() { NumberRestMinutes = 5 } },
        };
        Same(CampaignDocuments.Write(expected), CampaignDocuments.Write(row!.Settings));
        Assert.Equal(0, await tenants.InTenant(tenant, (s, ct) => s.Scalar<long>("select count(*) from queue_news", null, ct)));
    }

    [Fact]
    public async Task What_either_writes_the_other_reads_and_neither_takes_away_what_it_does_not_know()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var (id, tenant) = ((await manager.Campaign()).Id(), manager.Tenant);
        await tenant.In(s => s.Execute("""update campaigns set document = document || '{"later": 1}' where id = @id""", new { id }));
        // As a process of the version before writes.
        await tenant.In(s =>
            s.Execute(
                """update campaigns set wrap_up_s = 90, window_end = '18:30', cap_mode = 'queue_size', cap_value = 2, rules = '{"agents": {"missedCalls": 4}}' where id = @id""",
                new { id }
            )
        );
        var read = await manager.GetAsync($"/api/v1/campaigns/{id}").Json();
        Assert.Equal(
            (90, "18:30", 2, 4, 3),
            (
                read.GetProperty("wrapUpSeconds").GetInt32(),
                read.GetProperty("window").GetProperty("end").GetString(),
                read.GetProperty("cap").GetProperty("value").GetInt32(),
                read.GetProperty("rules").GetProperty("agents").GetProperty("missedCalls").GetInt32(),
                read.GetProperty("maxAttempts").GetInt32()
            )
        );
        await manager
            .Change(
                HttpMethod.Patch,
                $"/api/v1/campaigns/{id}",
                JsonNode.Parse("""{"wrapUpSeconds": 45, "cap": null, "rules": {"agents": {"missedCalls": 5}}}""")!,
                1
            )
            .Json();
        Assert.Equal(
            "45||5|1|18:30:00",
            await tenant.In(s =>
                s.Scalar<string>(
                    "select concat_ws('|', wrap_up_s, coalesce(cap_mode, ''), rules #>> '{agents,missedCalls}', document ->> 'later', window_end) from campaigns where id = @id",
                    new { id }
                )
            )
        );
    }

    [Fact]
    public async Task A_campaign_that_a_process_of_before_makes_and_one_of_now_have_the_same_defaults()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var (before, now) = (Ids.New(), Ids.New());
        await manager.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into campaigns (tenant_id, id, name) values (@tenant, @before, 'Before')",
                new { tenant = manager.Tenant.Id, before }
            );
            var document = new CampaignDocument { Name = "Now", Window = CampaignWindow.Office with { TimeZone = "America/New_York" } };
            await CampaignRows.Insert(s, now, document, manager.Id, default);
        });
        var rows = await manager.Tenant.In(s =>
            s.Query<string>($"select to_jsonb(c) from (select {Columns} from campaigns order by name) c")
        );
        Same(Nameless(rows[0], "rules"), Nameless(rows[1], "rules"));
        var documents = await manager.Tenant.In(s =>
            s.Query<StoredCampaign>($"select {StoredCampaign.Columns} from campaigns order by name")
        );
        Same(
            Nameless(CampaignDocuments.Write(documents[0].Settings), "none"),
            Nameless(CampaignDocuments.Write(documents[1].Settings), "none")
        );
    }

    [Fact]
    public async Task Any_setting_that_changes_is_news_for_a_running_queue_and_what_is_none_is_not()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var (id, tenant) = ((await manager.Campaign()).Id(), manager.Tenant);
        await tenant.In(s => s.Execute("update campaigns set status = 'active', epoch = epoch + 1 where id = @id", new { id }));
        Assert.Equal(0, await News());
        await Change("""jsonb_set(document, '{checklist}', '[{"id": "c", "text": "Is he there?"}]')""");
        Assert.Equal(0, await News());
        await Change("jsonb_set(document, '{rules,recycle,later}', '1')");
        Assert.Equal(1, await News());

        Task Change(string document) => tenant.In(s => s.Execute($"update campaigns set document = {document} where id = @id", new { id }));
        Task<long> News() => tenant.In(s => s.Scalar<long>("select count(*) from queue_news where what = 'settings'"));
    }

    [Fact]
    public async Task A_document_of_a_later_shape_is_an_error_and_not_a_campaign_with_defaults()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var id = (await manager.Campaign()).Id();
        await manager.GetAsync($"/api/v1/campaigns/{id}").Is(HttpStatusCode.OK);
        await manager.Tenant.In(s => s.Execute("update campaigns set document_version = 2 where id = @id", new { id }));
        await manager.GetAsync($"/api/v1/campaigns/{id}").Is(HttpStatusCode.InternalServerError);
    }

    private static string Nameless(string json, string other)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node.Remove("name");
        node.Remove(other);
        return node.ToJsonString();
    }

    private static void Same(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"{expected}\n{actual}");
}
