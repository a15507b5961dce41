using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pivotal.Api.Identity;
using Pivotal.Api.Realtime;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Realtime;

/// <summary>However a session ends, its sockets end with it, and those of other sessions stay.</summary>
public sealed class SessionEndTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Signing_out_ends_the_sockets_of_that_session_and_of_no_other()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var elsewhere = await Again(user);
        await using var hub = await HubClient.Open(user);
        await using var other = await HubClient.Open(elsewhere);
        await hub.Resume();
        (await user.DeleteAsync("/api/v1/session")).EnsureSuccessStatusCode();
        await Ended(hub);
        await other.Resume();
    }

    [Fact]
    public async Task Another_address_ends_every_session_but_the_one_in_which_its_owner_changed_it()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, agent) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.Agent));
        var elsewhere = await Again(admin);
        await using var own = await HubClient.Open(admin);
        await using var old = await HubClient.Open(elsewhere);
        await using var agents = await HubClient.Open(agent);
        await admin.Change(HttpMethod.Patch, $"/api/v1/users/{admin.Id}", new { email = $"new-{admin.Email}" }, 1).Json();
        await Ended(old);
        await elsewhere.GetAsync("/api/v1/session").Refused(401, "auth.required");
        await own.Resume();
        await agents.Resume();
        await admin.Change(HttpMethod.Patch, $"/api/v1/users/{agent.Id}", new { firstName = "Ada" }, 1).Json();
        await agents.Resume();
        await admin.Change(HttpMethod.Patch, $"/api/v1/users/{agent.Id}", new { email = $"new-{agent.Email}" }, 2).Json();
        await Ended(agents);
        await agent.GetAsync("/api/v1/session").Refused(401, "auth.required");
        await admin.GetAsync("/api/v1/session").Json();
    }

    [Fact]
    public async Task A_password_set_by_link_ends_what_was_open_before()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, user) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.Agent));
        await using var hub = await HubClient.Open(user);
        var link = await tenant.In(s => ApiFixture.Services.GetRequiredService<SetupLinks>().Create(s, user.Id, default));
        await api.Anonymous().PostAsJsonAsync($"/api/v1/setup/{link}", new { password = user.Email }).Refused(422, "password.is_email");
        (
            await api.Anonymous().PostAsJsonAsync($"/api/v1/setup/{link}", new { password = "another horse battery staple" })
        ).EnsureSuccessStatusCode();
        await Ended(hub);
        await user.GetAsync("/api/v1/session").Refused(401, "auth.required");
        await admin.GetAsync("/api/v1/session").Json();
    }

    [Theory]
    [InlineData("update sessions set expires_at = now() - interval '1 second'")]
    [InlineData("update sessions set last_seen_at = now() - interval '13 hours'")]
    [InlineData("update sessions set revoked_at = now()")]
    [InlineData("update users set status = 'disabled'")]
    public async Task What_nobody_told_of_is_seen_in_the_rows(string end)
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var neighbour = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        await using var hub = await HubClient.Open(user);
        await using var other = await HubClient.Open(neighbour);
        await user.Tenant.In(s => s.Execute(end));
        // Cut off, with or without a last word.
        Assert.True(await hub.Next() is not { } said || said.GetProperty("kind").GetString() == "revoked");
        Assert.Null(await hub.Next());
        await other.Resume();
    }

    [Fact]
    public async Task A_socket_opened_before_and_greeted_after_the_end_hears_nothing()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        using var line = new ClientWebSocket();
        line.Options.SetRequestHeader("Cookie", user.Cookie);
        line.Options.SetRequestHeader("Origin", user.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await line.ConnectAsync(new Uri(user.BaseAddress!.ToString().Replace("http", "ws") + "hub"), default);
        await user.Tenant.In(s => s.Execute("update users set status = 'disabled'"));
        await line.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"),
            WebSocketMessageType.Text,
            true,
            default
        );
        await line.SendAsync(
            Encoding.UTF8.GetBytes(
                "{\"type\":1,\"target\":\"Resume\",\"invocationId\":\"1\",\"arguments\":[{\"epoch\":0,\"seq\":0}]}\u001e"
            ),
            WebSocketMessageType.Text,
            true,
            default
        );
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (await line.ReceiveAsync(buffer, limit.Token) is { MessageType: not WebSocketMessageType.Close, Count: var count })
                heard.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (WebSocketException)
        {
            // Cut without a word.
        }

        // If it is answered at all, then that it has to sign in; never with a position or a frame.
        foreach (var said in heard.ToString().Split('\u001e').Where(m => m.Contains("\"result\"", StringComparison.Ordinal)))
        {
            using var answer = JsonDocument.Parse(said);
            var result = answer.RootElement.GetProperty("result");
            Assert.Equal(
                ("auth.required", 0L, 0),
                (
                    result.GetProperty("refused").GetString(),
                    result.GetProperty("epoch").GetInt64(),
                    result.GetProperty("frames").GetArrayLength()
                )
            );
        }
    }

    [Fact]
    public async Task A_connection_asks_what_it_missed_as_often_as_it_needs_and_not_without_end()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        await using var hub = await HubClient.Open(user);
        for (var i = 0; i < 5; i++)
            Assert.Null((await hub.Resume()).GetProperty("refused").GetString());
        List<string?> answers = [];
        for (var i = 0; i < 200; i++)
            answers.Add((await hub.Resume()).GetProperty("refused").GetString());
        Assert.Contains("rate.limited", answers);
    }

    [Fact]
    public async Task A_user_has_many_windows_and_not_any_number()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var hubs = new List<HubClient>();
        for (var i = 0; i < 32; i++)
            hubs.Add(await HubClient.Open(user));
        foreach (var hub in hubs)
            await hub.Resume();
        await Refused(user, "realtime.user_full");
        await hubs[0].Resume();
        foreach (var hub in hubs)
            await hub.DisposeAsync();
    }

    [Fact]
    public async Task A_tenant_has_as_many_windows_as_it_may_in_the_whole_installation_and_others_are_none_the_worse()
    {
        await using var host = await OwnHost.Start(api.Database.App, null, ("PIVOTAL_SOCKETS_PER_TENANT", "3"));
        var tenant = await Given.Tenant(api.Database);
        var (one, two) = (
            await host.SignedIn(await api.User(tenant, Roles.Agent)),
            await host.SignedIn(await api.User(tenant, Roles.Admin))
        );
        var other = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Agent));
        await using var first = await HubClient.Open(one);
        await using var second = await HubClient.Open(two);
        await using var third = await HubClient.Open(two);
        foreach (var hub in (HubClient[])[first, second, third])
            await hub.Resume();
        await Refused(one, "realtime.tenant_full");
        await Refused(two, "realtime.tenant_full");
        foreach (var hub in (HubClient[])[first, second, third])
            await hub.Resume();
        await using (var others = await HubClient.Open(other))
            await others.Resume();

        // Those of another process count, and count no more when it has gone.
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        CallerTenant.Set(tenant.Id);
        var (feed, beside) = (grains.Feed(tenant.Id), new Beside());
        var reference = grains.CreateObjectReference<IFeedObserver>(beside);
        await feed.Subscribe(reference);
        Assert.Equal(5, await feed.Connections(reference, 2));
        await third.DisposeAsync();
        await second.DisposeAsync();
        var connections = host.Services.GetRequiredService<HubConnections>();
        for (var tries = 0; connections.Count(tenant.Id) > 1; tries++)
        {
            Assert.True(tries < 1200, "They never left.");
            await Task.Delay(50);
        }

        await Refused(two, "realtime.tenant_full");
        await feed.Unsubscribe(reference);
        await using var again = await HubClient.Open(two);
        await again.Resume();
        GC.KeepAlive(beside);
    }

    private sealed class Beside : IFeedObserver
    {
        public Task Frames(Guid tenant, IReadOnlyList<FeedFrame> frames) => Task.CompletedTask;
    }

    private static async Task Refused(ApiUser user, string code)
    {
        await using var hub = await HubClient.Open(user);
        var said = (await hub.Next())!.Value;
        Assert.Equal(("session", "refused"), (said.GetProperty("channel").GetString(), said.GetProperty("kind").GetString()));
        Assert.Equal(code, said.GetProperty("data").GetProperty("code").GetString());
        Assert.Null(await hub.Next());
    }

    private static async Task Ended(HubClient hub)
    {
        var said = (await hub.Next())!.Value;
        Assert.Equal(("session", "revoked"), (said.GetProperty("channel").GetString(), said.GetProperty("kind").GetString()));
        Assert.Null(await hub.Next());
    }

    /// <summary>The same user in another browser.</summary>
    private static async Task<ApiUser> Again(ApiUser user)
    {
        var token = await user.Tenant.In(s =>
            ApiFixture.Services.GetRequiredService<Sessions>().Start(s, user.Id, new DefaultHttpContext(), default)
        );
        return new ApiUser(user.BaseAddress!, user.Tenant, user.Id, user.Email, user.ClientId, token);
    }
}
