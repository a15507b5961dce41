using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pivotal.Api.Realtime;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Realtime;

/// <summary>Whoever is refused again and again does not fill the log.</summary>
public sealed class RefusalLogTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Questions_too_many_are_refused_by_a_value_and_cost_one_short_line()
    {
        using var heard = new HeardLog();
        await using var host = await OwnHost.StartWith(api.Database.App, s => s.AddSingleton<ILoggerProvider>(heard));
        var user = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Agent));
        await using var hub = await HubClient.Open(user);
        var refused = 0;
        for (var i = 0; i < 200; i++)
            if ((await hub.Resume()).GetProperty("refused").GetString() == "rate.limited")
                refused++;
        Assert.True(refused > 100, $"{refused}");
        var lines = heard
            .Lines.Where(l =>
                l.Category.Contains("SignalR", StringComparison.Ordinal) || l.Sentence.Contains("rate.limited", StringComparison.Ordinal)
            )
            .ToList();
        // The first of a minute is said; the others are counted for the next.
        Assert.True(lines.Count is 1 or 2, string.Join('\n', lines));
        Assert.All(lines, l => Assert.Null(l.Exception));
        // The same connection is answered again when it asks less often.
        for (var tries = 0; (await hub.Resume()).GetProperty("refused").GetString() is not null; tries++)
        {
            Assert.True(tries < 300, "it was never answered again");
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task Requests_that_cannot_be_read_leave_no_line_at_all()
    {
        using var heard = new HeardLog();
        await using var host = await OwnHost.StartWith(api.Database.App, s => s.AddSingleton<ILoggerProvider>(heard));
        var admin = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Admin));
        foreach (var body in new[] { "{", "[]", "null", "{\"firstName\": 7}" })
            await admin
                .PostAsync("/api/v1/contacts", new StringContent(body, Encoding.UTF8, "application/json"))
                .Refused(400, "request.malformed");
        Assert.DoesNotContain(heard.Lines, l => l.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData("{\"type\":1,\"target\":")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task A_message_that_is_none_or_too_large_ends_its_connection_and_leaves_no_stack(string? message)
    {
        using var heard = new HeardLog();
        await using var host = await OwnHost.StartWith(api.Database.App, s => s.AddSingleton<ILoggerProvider>(heard));
        var user = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Agent));
        using var line = new ClientWebSocket();
        line.Options.SetRequestHeader("Cookie", user.Cookie);
        line.Options.SetRequestHeader("Origin", host.BaseAddress.GetLeftPart(UriPartial.Authority));
        await line.ConnectAsync(new Uri(host.BaseAddress.ToString().Replace("http", "ws") + "hub"), default);
        await Send("{\"protocol\":\"json\",\"version\":1}\u001e");
        await Send(message is null ? new string('x', 20_000) : message + "\u001e");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[4096];
        try
        {
            while ((await line.ReceiveAsync(buffer, limit.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // Cut without a word.
        }

        // The product has done with it.
        var connections = host.Services.GetRequiredService<HubConnections>();
        while (connections.Count(user.Tenant.Id) > 0)
            await Task.Delay(25, limit.Token);
        Assert.DoesNotContain(heard.Lines, l => l.Level >= LogLevel.Warning && l.Category.Contains("SignalR", StringComparison.Ordinal));

        Task Send(string text) => line.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);
    }
}
