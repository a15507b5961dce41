using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Start;
using Pivotal.Silo.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Hosting;

public sealed class DashboardTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Secret = "a secret of 24 characters, ü too";

    [Fact]
    public async Task Without_the_setting_there_is_no_dashboard_for_anybody()
    {
        var pages = Directory.CreateDirectory(TestDatabase.NewFolder("files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(pages, "index.html"), "<!doctype html>the product");
        await using var host = await OwnHost.Start(api.Database.App, null, ("PIVOTAL_WEB", pages));
        var admin = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Admin));
        foreach (var who in (HttpClient[])[host.Anonymous(), admin, Operator(host, Secret)])
        {
            await who.GetAsync($"{OperatorDashboard.Path}/").Refused(404, "not_found");
            await who.GetAsync($"{OperatorDashboard.Path}/DashboardCounters").Refused(404, "not_found");
        }
    }

    [Fact]
    public async Task Only_the_secret_opens_it_and_no_sign_in_of_a_tenant()
    {
        await using var host = await OwnHost.Start(api.Database.App, null, (OperatorDashboard.Setting, Secret));
        var admin = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Admin));
        var paths = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(p => p.StartsWith(OperatorDashboard.Path, StringComparison.Ordinal))
            .ToList();
        Assert.True(paths.Count > 15, string.Join(' ', paths));
        Assert.All(
            host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
            e =>
                Assert.True(
                    e.RoutePattern.RawText!.TrimStart('/').StartsWith("operator/", StringComparison.Ordinal)
                        || !(e.DisplayName ?? "").Contains("Dashboard", StringComparison.Ordinal),
                    e.DisplayName
                )
        );

        var strangers = new[]
        {
            host.Anonymous(),
            admin,
            Operator(host, Secret[..^1]),
            Operator(host, Secret + "x"),
            Operator(host, ""),
            With(host, "Basic", "%%%"),
            With(host, "Basic", "bm9jb2xvbg=="),
            With(host, "Bearer", Secret.Replace(' ', '-').Replace("ü", "u").Replace(",", "")),
        };
        foreach (
            var path in paths.Select(p =>
                p.Replace("{page:int}", "1")
                    .Replace("{**path}", "x")
                    .Replace("{*path}", "x")
                    .Replace("{*address}", "x")
                    .Replace("{*grainName}", "x")
            )
        )
        {
            foreach (var stranger in strangers)
            {
                var refused = await stranger.GetAsync(path);
                Assert.True((int)refused.StatusCode == 401, $"{path} answered {(int)refused.StatusCode}");
                Assert.Equal("Basic", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
            }
        }

        var known = Operator(host, Secret);
        var page = await known.GetAsync($"{OperatorDashboard.Path}/");
        Assert.Contains("Orleans Dashboard", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        // The first sample comes a moment after the start.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (
            (await known.GetAsync($"{OperatorDashboard.Path}/DashboardCounters", limit.Token).Json()).GetProperty("hosts").GetArrayLength()
            != 1
        )
            await Task.Delay(100, limit.Token);
        // And it opens nothing else.
        var elsewhere = await known.GetAsync("/api/v1/users");
        await Task.FromResult(elsewhere).Refused(401, "auth.required");
        Assert.DoesNotContain("unsafe", elsewhere.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_can_be_guessed_is_refused_at_the_start()
    {
        var refusal = await Assert.ThrowsAsync<StartException>(() =>
            OwnHost.Start(api.Database.App, null, (OperatorDashboard.Setting, "dashboard"))
        );
        Assert.StartsWith(
            "PIVOTAL_DASHBOARD is the secret that opens the dashboard; it must have 24 characters or more",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("`dashboard`", refusal.Message, StringComparison.Ordinal);
    }

    private static HttpClient Operator(OwnHost host, string secret) =>
        With(host, "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"operator:{secret}")));

    private static HttpClient With(OwnHost host, string scheme, string parameter)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, parameter);
        return client;
    }
}
