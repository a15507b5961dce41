using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pivotal.Api.Campaigns;
using Pivotal.Api.Compliance.Profiles;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Compliance;

public sealed class ProfileTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_profile_of_our_own_is_made_changed_chosen_and_only_then_not_thrown_away()
    {
        var manager = await Manager();
        var made = await manager
            .PostAsJsonAsync(
                "/api/v1/compliance/profiles",
                new
                {
                    name = "House rules",
                    ring = new { seconds = 20 },
                    abandon = new
                    {
                        window = "rolling_24_hours",
                        denominator = "answered_by_person",
                        cap = 0.01,
                        source = "Handbook 4",
                    },
                }
            )
            .Read<ProfileView>();
        Assert.Equal((true, 20, 0.01), (made.Own, made.Rules.Ring?.Seconds, made.Rules.Abandon?.Cap));
        var path = $"/api/v1/compliance/profiles/{made.Id}";
        await manager
            .PostAsJsonAsync("/api/v1/compliance/profiles", new { name = "House rules", ring = new { seconds = 20 } })
            .Refused(409, "compliance.name_taken");
        await manager
            .Change(HttpMethod.Put, path, new { name = "House rules", ring = new { seconds = 25 } }, 4)
            .Refused(412, "precondition.failed");
        Assert.Equal(
            25,
            (await manager.Change(HttpMethod.Put, path, new { name = "House rules", ring = new { seconds = 25 } }, 1).Read<ProfileView>())
                .Rules
                .Ring
                ?.Seconds
        );

        var listed = (await manager.GetAsync("/api/v1/compliance/profiles").Read<ProfileList>()).Items.Select(p => p.Name).ToList();
        Assert.Contains("United Kingdom (Ofcom)", listed);
        Assert.Equal("House rules", listed[^1]);

        var campaign = await manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                new { name = "Chosen", rules = new { compliance = new { profiles = new[] { made.Id } } } }
            )
            .Json();
        var line = Assert.Single(
            (await manager.GetAsync($"/api/v1/campaigns/{campaign.Id()}/compliance").Read<CampaignCompliance>()).Lines
        );
        Assert.Equal(("ring", "25 s", "House rules"), (line.Rule, line.Value, line.ByName));
        await manager.DeleteAsync(path).Refused(409, "compliance.profile_in_use");
        await manager.DeleteAsync($"/api/v1/campaigns/{campaign.Id()}").Is(HttpStatusCode.NoContent);
        await manager.DeleteAsync(path).Is(HttpStatusCode.NoContent);
        Assert.Equal(
            ["compliance.profile_created", "compliance.profile_deleted", "compliance.profile_updated"],
            await manager.Tenant.In(s =>
                s.Query("select action from audit_log where entity = 'compliance_profile' order by action", null, r => r.GetString(0))
            )
        );
    }

    [Theory]
    [InlineData("""{"name": "x"}""", "/name", "compliance.empty_profile")]
    [InlineData("""{"name": "x", "ring": {"seconds": 3}}""", "/ring/seconds", "field.out_of_range")]
    [InlineData("""{"name": "x", "connect": {"clock": "noon", "seconds": 2}}""", "/connect/clock", "field.unknown_value")]
    [InlineData(
        """{"name": "x", "abandon": {"window": "never", "denominator": "answered_by_person", "cap": 0.03}}""",
        "/abandon/window",
        "field.unknown_value"
    )]
    [InlineData(
        """{"name": "x", "abandon": {"window": "calendar_month", "denominator": "answered_by_person", "cap": 0.5}}""",
        "/abandon/cap",
        "field.out_of_range"
    )]
    [InlineData("""{"name": "x", "hours": {"week": []}}""", "/hours/week", "field.required")]
    [InlineData(
        """{"name": "x", "hours": {"week": [{"days": [1], "start": "18:00", "end": "09:00"}]}}""",
        "/hours/week",
        "campaigns.window_never_opens"
    )]
    [InlineData("""{"name": "x", "holidays": {"calendars": ["moon"]}}""", "/holidays/calendars", "field.unknown_value")]
    public async Task An_impossible_profile_is_refused_with_field_and_reason(string body, string pointer, string code) =>
        Assert.Contains(
            pointer,
            (await (await Manager()).PostAsJsonAsync("/api/v1/compliance/profiles", JsonNode.Parse(body)).Refused(422, code)).Pointers()
        );

    [Theory]
    [InlineData("""{"abandonCap": 0.03, "rules": {"compliance": {"profiles": ["own"]}}}""", "/abandonCap", "compliance.above_cap")]
    [InlineData(
        """{"ringTimeoutSeconds": 18, "abandonCap": 0.01, "rules": {"compliance": {"profiles": ["own"]}}}""",
        "/ringTimeoutSeconds",
        "compliance.below_ring"
    )]
    [InlineData(
        """{"abandonCap": 0.01, "rules": {"compliance": {"profiles": ["own"], "ringSeconds": 10}}}""",
        "/rules/compliance/ringSeconds",
        "compliance.below_ring"
    )]
    [InlineData(
        """{"rules": {"compliance": {"profiles": ["us_tsr_fcc"]}}}""",
        "/rules/compliance/message/seller",
        "compliance.message_needed"
    )]
    [InlineData(
        """{"rules": {"compliance": {"profiles": ["us_tsr_fcc"], "message": {"seller": "Acme", "text": "Bye, {seller}."}}}}""",
        "/rules/compliance/message/text",
        "compliance.message_incomplete"
    )]
    [InlineData(
        """{"rules": {"compliance": {"message": {"seller": "Acme", "text": "Bye, {name}."}}}}""",
        "/rules/compliance/message/text",
        "compliance.unknown_placeholder"
    )]
    [InlineData(
        """{"rules": {"compliance": {"profiles": ["ca_crtc"], "connectSeconds": 3}}}""",
        "/rules/compliance/connectSeconds",
        "compliance.too_slow"
    )]
    [InlineData(
        """{"rules": {"compliance": {"profiles": ["uk_ofcom"], "message": {"seller": "Acme"}}}}""",
        "/rules/compliance/detectionErrorShare",
        "compliance.detection_errors_needed"
    )]
    [InlineData(
        """{"rules": {"compliance": {"detectionErrorShare": 0.6}}}""",
        "/rules/compliance/detectionErrorShare",
        "field.out_of_range"
    )]
    [InlineData(
        """{"rules": {"compliance": {"message": {"seller": "Acme", "optOutKey": "10"}}}}""",
        "/rules/compliance/message/optOutKey",
        "compliance.opt_out_key"
    )]
    [InlineData(
        """{"rules": {"compliance": {"message": {"seller": "Acme", "optOutKey": "9", "text": "Bye, {seller}."}}}}""",
        "/rules/compliance/message/text",
        "compliance.message_incomplete"
    )]
    [InlineData(
        """{"rules": {"agents": {"agentless": {"optOutKey": "x"}}}}""",
        "/rules/agents/agentless/optOutKey",
        "compliance.opt_out_key"
    )]
    [InlineData(
        """{"rules": {"compliance": {"profiles": ["uk_ofcom"], "lockOutHours": 24, "message": {"seller": "Acme"}}}}""",
        "/rules/compliance/lockOutHours",
        "compliance.too_soon"
    )]
    [InlineData("""{"rules": {"compliance": {"profiles": ["atlantis"]}}}""", "/rules/compliance/profiles/0", "compliance.unknown_profile")]
    [InlineData("""{"rules": {"compliance": {"holidays": ["moon"]}}}""", "/rules/compliance/holidays", "field.unknown_value")]
    [InlineData(
        """{"window": {"days": [6], "start": "19:00", "end": "21:00", "timeZone": "UTC", "useContactZone": true}, "rules": {"compliance": {"profiles": ["ca_crtc"]}}}""",
        "/window/start",
        "campaigns.window_never_opens"
    )]
    public async Task A_campaign_may_only_tighten(string settings, string pointer, string code)
    {
        var manager = await Manager();
        var own = await manager
            .PostAsJsonAsync(
                "/api/v1/compliance/profiles",
                new
                {
                    name = "Own",
                    ring = new { seconds = 20 },
                    abandon = new
                    {
                        window = "rolling_24_hours",
                        denominator = "answered_by_person",
                        cap = 0.01,
                    },
                }
            )
            .Read<ProfileView>();
        var body = JsonNode.Parse(settings.Replace("\"own\"", $"\"{own.Id}\""))!.AsObject();
        body["name"] = "Tight";
        Assert.Contains(pointer, (await manager.PostAsJsonAsync("/api/v1/campaigns", body).Refused(422, code)).Pointers());
        // The same as a change of a campaign that is sound without it.
        var draft = await manager.Campaign();
        body.Remove("name");
        Assert.Contains(
            pointer,
            (await manager.Change(HttpMethod.Patch, $"/api/v1/campaigns/{draft.Id()}", body, 1).Refused(422, code)).Pointers()
        );
    }

    [Fact]
    public async Task A_campaign_under_several_laws_shows_what_holds_and_whose_it_is()
    {
        var manager = await Manager();
        var campaign = await manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                JsonNode.Parse(
                    """
                    {"name": "Both", "callerId": "+12025550100", "window": {"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "00:00", "timeZone": "America/New_York", "useContactZone": true},
                     "rules": {"compliance": {"profiles": ["us_tsr_fcc", "us_florida"], "holidays": ["us_federal"], "message": {"seller": "Acme"}}}}
                    """
                )
            )
            .Json();
        var law = await manager.GetAsync($"/api/v1/campaigns/{campaign.Id()}/compliance").Read<CampaignCompliance>();
        var lines = law.Lines.Select(l => (l.Rule, l.By)).ToList();
        Assert.Contains(("abandon", "us_tsr_fcc"), lines);
        Assert.Contains(("attempts", "us_florida"), lines);
        Assert.Contains(("holidays", "campaign"), lines);
        Assert.All(law.Week, d => Assert.Equal(("08:00", "20:00"), (d.Start, d.End)));
        Assert.Contains("Acme", law.Message);
        Assert.Contains("press 9 now", law.Message);
        Assert.Contains("+12025550100", law.Message);
        Assert.True(law.Closed.Count >= 11);
    }

    private async Task<ApiUser> Manager() => await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
}
