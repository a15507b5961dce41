using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pivotal.Api.Compliance.Retention;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Compliance;

public sealed class RetentionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/compliance/retention";

    [Fact]
    public async Task Old_calls_stay_unless_an_administrator_asks_and_the_longest_retention_counts()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, manager) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.CampaignManager));
        Assert.Equal(new CallRetention(false, null, null), await manager.GetAsync(Path).Read<CallRetention>());
        // A law that calls were made under counts although no campaign has it any more, and the longest of all counts.
        var (law, body) = new LawSnapshot([Jurisdictions.Find("us_tsr_fcc")!], new() { Profiles = ["us_tsr_fcc"] }, 0.03, true).Write();
        await tenant.In(s => LawRows.Keep(s, law, body, DateTimeOffset.UnixEpoch, default));
        await manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                JsonNode.Parse("""{"name": "Canada", "rules": {"compliance": {"profiles": ["ca_crtc"]}}}""")
            )
            .Json();
        Assert.Equal(5, (await manager.GetAsync(Path).Read<CallRetention>()).Years);

        await manager.PutAsJsonAsync(Path, new { removesOldCalls = true }).Refused(403, "auth.forbidden");
        Assert.Contains("/removesOldCalls", (await admin.PutAsJsonAsync(Path, new { }).Refused(422, "field.required")).Pointers());
        foreach (var _ in new[] { 1, 2 })
            Assert.True((await admin.PutAsJsonAsync(Path, new { removesOldCalls = true }).Read<CallRetention>()).RemovesOldCalls);
        Assert.Equal(
            1,
            await tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'compliance.retention_changed'"))
        );
        Assert.False(
            (await (await api.User(await Given.Tenant(api.Database), Roles.Admin)).GetAsync(Path).Read<CallRetention>()).RemovesOldCalls
        );
    }
}
