using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

/// <summary>A request is a merge patch on the document: null gives back what has nothing or a whole part as its default, and is a mistake where a number or a word belongs.</summary>
public sealed class CampaignRequestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_new_campaign_takes_null_for_its_lists_and_parts_and_has_the_tenants_clock()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var zone = await manager.Tenant.In(s => s.Scalar<string>("select time_zone from tenants"));
        var made = await manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                JsonNode.Parse("""{"name": " Spring ", "questions": null, "checklist": null, "window": null, "rules": null, "cap": null}""")
            )
            .Json();
        Assert.Equal(
            ("Spring", "09:00", zone, 30, JsonValueKind.Null),
            (
                made.GetProperty("name").GetString(),
                made.GetProperty("window").GetProperty("start").GetString(),
                made.GetProperty("window").GetProperty("timeZone").GetString(),
                made.GetProperty("rules").GetProperty("recycle").GetProperty("numberRestMinutes").GetInt32(),
                made.GetProperty("cap").ValueKind
            )
        );
        Assert.Equal(0, made.GetProperty("questions").GetArrayLength());
        await manager.PostAsJsonAsync("/api/v1/campaigns", new[] { "Spring" }).Refused(400, "request.malformed");
    }

    [Fact]
    public async Task Null_gives_parts_back_and_is_refused_for_what_is_needed()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var path = $"/api/v1/campaigns/{(await manager.Campaign()).Id()}";
        await Change("""{"script": "Hello", "window": {"end": "20:00"}, "rules": {"recycle": {"numberRestMinutes": 5}}}""", 1).Json();
        var cleared = await Change("""{"script": null, "window": null, "rules": null}""", 2).Json();
        Assert.Equal(
            ("", "17:00", 30),
            (
                cleared.GetProperty("script").GetString(),
                cleared.GetProperty("window").GetProperty("end").GetString(),
                cleared.GetProperty("rules").GetProperty("recycle").GetProperty("numberRestMinutes").GetInt32()
            )
        );
        Assert.Equal(["/name"], (await Change("""{"name": null}""", 3).Refused(422, "field.required")).Pointers());
        foreach (var needed in (string[])["maxAttempts", "dialMode", "amdEnabled", "powerRatio"])
            await Change($$"""{"{{needed}}": null}""", 3).Refused(400, "request.malformed");

        Task<HttpResponseMessage> Change(string body, long version) =>
            manager.Change(HttpMethod.Patch, path, JsonNode.Parse(body)!, version);
    }

    [Fact]
    public async Task The_history_tells_each_setting_that_changed_and_no_number()
    {
        var manager = await api.User(await Given.Tenant(api.Database), Roles.CampaignManager);
        var path = $"/api/v1/campaigns/{(await manager.Campaign()).Id()}";
        await manager
            .Change(
                HttpMethod.Patch,
                path,
                JsonNode.Parse("""{"callerId": "+12025550177", "maxAttempts": 3, "rules": {"recycle": {"numberRestMinutes": 120}}}""")!,
                1
            )
            .Json();
        var data = (await manager.GetAsync($"{path}/changes").Json()).GetProperty("items")[0].GetProperty("data");
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """{"fields": ["callerId", "rules"], "changes": {"callerId": {"from": "…00", "to": "…77"}, "rules.recycle.numberRestMinutes": {"from": 30, "to": 120}}}"""
                ),
                JsonNode.Parse(data.GetRawText())
            ),
            data.GetRawText()
        );
    }
}
