using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

/// <summary>The database is there and stands still, which is worse than gone: nothing breaks, everything waits.</summary>
public sealed class FrozenTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Requests_are_given_up_long_before_bulk_work_is_and_afterwards_everything_goes_on()
    {
        var database = await TestDatabase.Own();
        await using var server = database.Server;
        await using var host = await OwnHost.Start(database.App, null, ("PIVOTAL_REQUEST_SECONDS", "2"));
        var tenant = await Given.Tenant(database);
        List<Caller> callers = [];
        for (var i = 0; i < 6; i++)
            callers.Add(new Caller(await host.SignedIn(await api.User(tenant, Roles.DataOps)), NewContact));
        for (var i = 0; i < 3; i++)
            callers.Add(new Caller(await host.SignedIn(await api.User(tenant, Roles.Agent)), SignOff));
        using var stop = new CancellationTokenSource();
        var work = callers.Select(c => c.Work(stop.Token)).ToArray();
        await Until(() => callers.All(c => c.Taken.Count >= 3), "everybody has been answered", 60);

        using (await FrozenServer.Freeze(database))
        {
            foreach (var caller in callers)
                caller.Refused.Clear();
            // Bulk work and the grains' own may wait for half a minute; nobody else does.
            await Until(() => callers.All(c => !c.Refused.IsEmpty), "everybody is told to come again", 20);
        }

        foreach (var refused in callers.SelectMany(c => c.Refused))
        {
            Assert.Equal(503, refused.Status);
            Assert.Contains(refused.Code, (string[])["server.late", "database.unavailable"]);
            Assert.True(refused.RetryAfter > TimeSpan.Zero);
        }

        var before = callers.Select(c => c.Taken.Count).ToArray();
        await Until(() => callers.Zip(before, (c, n) => c.Taken.Count > n + 2).All(goesOn => goesOn), "work goes on", 60);
        await stop.CancelAsync();
        await Task.WhenAll(work);

        var stored = await tenant.In(s => s.Query("select email from contacts", null, r => r.GetString(0)));
        Assert.Empty(callers.SelectMany(c => c.Taken).Where(what => what.Length > 0).Except(stored));
    }

    private static async Task<(HttpResponseMessage, string)> NewContact(HttpClient http)
    {
        var email = $"{Ids.New():N}@example.com";
        return (await http.PostAsJsonAsync("/api/v1/contacts", new { fullName = "Ada", email }), email);
    }

    /// <summary>A grain answers this one, and stores before it does.</summary>
    private static async Task<(HttpResponseMessage, string)> SignOff(HttpClient http) =>
        (await http.PutAsJsonAsync("/api/v1/agents/me/status", new { status = "offline" }), "");

    private static async Task Until(Func<bool> holds, string what, int seconds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!holds())
        {
            Assert.False(limit.IsCancellationRequested, $"It did not come to pass that {what}.");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private sealed record Refusal(int Status, string? Code, TimeSpan? RetryAfter);

    /// <summary>Somebody who asks again and again and remembers what was acknowledged.</summary>
    private sealed class Caller(HttpClient http, Func<HttpClient, Task<(HttpResponseMessage Answer, string What)>> ask)
    {
        public ConcurrentQueue<string> Taken { get; } = [];

        public ConcurrentQueue<Refusal> Refused { get; } = [];

        public async Task Work(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var (answer, what) = await ask(http);
                if (answer.IsSuccessStatusCode)
                    Taken.Enqueue(what);
                else
                    Refused.Enqueue(
                        new(
                            (int)answer.StatusCode,
                            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(),
                            answer.Headers.RetryAfter?.Delta
                        )
                    );
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}
