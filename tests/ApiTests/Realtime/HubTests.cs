using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Realtime;

public sealed class HubTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_connection_is_a_socket_and_nobody_elses_polls_or_posts_reach_it()
    {
        var (owner, stranger) = (
            await api.User(await Given.Tenant(api.Database), Roles.Admin),
            await api.User(await Given.Tenant(api.Database), Roles.Agent)
        );
        var negotiated = await owner.PostAsync("/hub/negotiate?negotiateVersion=1", null).Json();
        Assert.Equal(
            ["WebSockets"],
            negotiated.GetProperty("availableTransports").EnumerateArray().Select(t => t.GetProperty("transport").GetString()!)
        );
        var token = negotiated.GetProperty("connectionToken").GetString();
        foreach (var user in (HttpClient[])[owner, stranger])
        {
            using var handshake = new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e");
            foreach (var answer in new[] { await user.GetAsync($"/hub?id={token}"), await user.PostAsync($"/hub?id={token}", handshake) })
                Assert.InRange((int)answer.StatusCode, 400, 499);
        }
    }

    [Fact]
    public async Task Each_user_hears_what_is_meant_for_the_user_or_a_role_and_nothing_else()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager, Roles.Admin), await api.User(tenant, Roles.Agent));
        await using var managers = await HubClient.Open(manager);
        await using var agents = await HubClient.Open(agent);
        await managers.Resume();
        await agents.Resume();

        await Publish(
            tenant,
            ("a", FeedAudience.InRoles(Roles.Manage)),
            ("b", FeedAudience.User(agent.Id)),
            ("c", FeedAudience.InRoles(Roles.Staff))
        );
        Assert.Equal("a", await Said(managers));
        Assert.Equal("c", await Said(managers));
        Assert.Equal("b", await Said(agents));
        Assert.Equal("c", await Said(agents));
    }

    [Fact]
    public async Task A_neighbour_hears_nothing()
    {
        var (ours, theirs) = (await Given.Tenant(api.Database), await Given.Tenant(api.Database));
        await using var neighbour = await HubClient.Open(await api.User(theirs, Roles.All));
        await neighbour.Resume();
        await Publish(ours, ("ours", FeedAudience.InRoles(Roles.All)));
        await Publish(theirs, ("theirs", FeedAudience.InRoles(Roles.All)));
        Assert.Equal("theirs", await Said(neighbour));
    }

    [Fact]
    public async Task After_a_break_the_missed_frames_come_by_sequence_number()
    {
        var tenant = await Given.Tenant(api.Database);
        var user = await api.User(tenant, Roles.Admin);
        (long, long) position;
        await using (var first = await HubClient.Open(user))
        {
            await first.Resume();
            await Publish(tenant, ("seen", FeedAudience.InRoles(Roles.Admin)));
            var frame = (await first.Next())!.Value;
            // The only numbers a browser has.
            position = ((long)frame.GetProperty("epoch").GetDouble(), (long)frame.GetProperty("seq").GetDouble());
        }

        await Publish(tenant, ("missed", FeedAudience.InRoles(Roles.Admin)), ("not for you", FeedAudience.InRoles(Roles.Agent)));
        await using var second = await HubClient.Open(user);
        var resumed = await second.Resume(position);
        Assert.False(resumed.GetProperty("reset").GetBoolean());
        Assert.Equal(
            ["missed"],
            resumed.GetProperty("frames").EnumerateArray().Select(f => f.GetProperty("data").GetProperty("said").GetString()!)
        );
        Assert.Equal(position.Item2 + 2, resumed.GetProperty("seq").GetInt64());

        var elsewhere = await second.Resume((position.Item1 - 1, position.Item2));
        Assert.True(elsewhere.GetProperty("reset").GetBoolean());
    }

    [Fact]
    public async Task Lost_rights_cut_the_connection()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, agent) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.Agent));
        await using var hub = await HubClient.Open(agent);
        await using var other = await HubClient.Open(admin);
        await hub.Resume();
        await other.Resume();
        await admin.Change(HttpMethod.Put, $"/api/v1/users/{agent.Id}/roles", new { roles = new[] { Roles.DataOps } }, 1).Json();
        var said = (await hub.Next())!.Value;
        Assert.Equal(("session", "revoked"), (said.GetProperty("channel").GetString(), said.GetProperty("kind").GetString()));
        Assert.Null(await hub.Next());
        await Publish(tenant, ("still here", FeedAudience.User(admin.Id)));
        Assert.Equal("still here", await Said(other));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => HubClient.Open(agent))).StatusCode);
    }

    [Fact]
    public async Task Nobody_and_pages_of_other_sites_do_not_get_in()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var own = user.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await Refused(null, own, HttpStatusCode.Unauthorized);
        await Refused(user.Cookie, "https://elsewhere.example", HttpStatusCode.Forbidden);
        foreach (var negotiates in new[] { true, false })
        {
            await using var hub = await HubClient.Open(user.BaseAddress!, user.Cookie, own, negotiates);
            await hub.Resume();
        }

        // By each of its two doors.
        async Task Refused(string? cookie, string origin, HttpStatusCode with)
        {
            Assert.Equal(
                with,
                (await Assert.ThrowsAsync<HttpRequestException>(() => HubClient.Open(user.BaseAddress!, cookie, origin))).StatusCode
            );
            var refused = await Assert.ThrowsAsync<WebSocketException>(() =>
                HubClient.Open(user.BaseAddress!, cookie, origin, negotiates: false)
            );
            Assert.Contains($"'{(int)with}'", refused.Message, StringComparison.Ordinal);
        }
    }

    private static async Task<string?> Said(HubClient hub) => (await hub.Next())?.GetProperty("data").GetProperty("said").GetString();

    private static Task Publish(TestTenant tenant, params (string Said, FeedAudience To)[] messages)
    {
        CallerTenant.Set(tenant.Id);
        return ApiFixture
            .Services.GetRequiredService<IGrainFactory>()
            .Feed(tenant.Id)
            .Publish([.. messages.Select(m => new FeedMessage("desk", "agent", $$"""{"said":"{{m.Said}}"}""", m.To))]);
    }
}
