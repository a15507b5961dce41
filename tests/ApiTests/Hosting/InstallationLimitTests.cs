using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pivotal.Api.Hosting;
using Pivotal.ApiTests.Shared;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;
using Pivotal.Silo.Cluster;

namespace Pivotal.ApiTests.Hosting;

/// <summary>Two API processes and a silo, on a database of their own.</summary>
public sealed class InstallationLimitTests : IAsyncLifetime
{
    private const int PerSecond = 1;

    // On a busy machine the first call takes longer than a request would wait for it.
    private static readonly RatePatience Patience = new(TimeSpan.FromSeconds(4));

    private EmptyDatabase _database = null!;
    private WebApplication _silo = null!;

    public async Task InitializeAsync()
    {
        _database = await EmptyDatabase.Create();
        _silo = Silo();
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task What_one_process_let_through_counts_at_the_other_and_alone_each_keeps_the_limit()
    {
        await using var one = await Api();
        await using var other = await Api();
        var rule = new RateRule(PerSecond);
        var watch = Stopwatch.StartNew();
        var answers = (await Task.WhenAll(Ask(one, 40), Ask(other, 40))).SelectMany(a => a).ToList();
        var let = answers.Count(a => (int)a.StatusCode != 429);
        // Beside the burst: what flowed in meanwhile, and what a process leased and did not use.
        Assert.InRange(let, rule.Burst - (2 * rule.Chunk), rule.Burst + (watch.Elapsed.TotalSeconds * PerSecond) + (2 * rule.Chunk));
        var refused = answers.First(a => (int)a.StatusCode == 429);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        await Task.FromResult(refused).Refused(429, "rate.limited");

        await _silo.StopAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var api in (OwnHost[])[one, other])
        {
            // One of them may have let everybody through before, so that its own bucket has to fill first.
            while ((int)Assert.Single(await Ask(api, 1)).StatusCode is var status and not 401)
            {
                Assert.Equal(429, status);
                await Task.Delay(100, limit.Token);
            }

            Assert.Equal([401, 429], (await Ask(api, 40)).Select(a => (int)a.StatusCode).Append(401).Distinct().Order());
        }
    }

    /// <summary>Somebody without a session; every test here comes from one address.</summary>
    private static Task<HttpResponseMessage[]> Ask(OwnHost api, int times)
    {
        var nobody = api.Anonymous();
        return Task.WhenAll(Enumerable.Range(0, times).Select(_ => nobody.GetAsync("/api/v1/session")));
    }

    private Task<OwnHost> Api() =>
        OwnHost.Start(_database, services => services.AddSingleton(Patience), [.. Words, ("PIVOTAL_RATE_PER_SECOND", $"{PerSecond}")]);

    private static readonly (string Name, string Value)[] Words =
    [
        (ClusterSettings.ClusterSetting, "limits"),
        (ClusterSettings.WaitSetting, "30"),
    ];

    private WebApplication Silo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([
            .. Words.Select(w => KeyValuePair.Create<string, string?>(w.Name, w.Value)),
            new(ClusterSettings.SiloPortSetting, $"{FreePort.Take()}"),
            new(ClusterSettings.GatewayPortSetting, $"{FreePort.Take()}"),
        ]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_database.App);
        builder.Services.AddSingleton(_database.Tenants);
        SiloSetup.Add(builder, ClusterSettings.From(builder.Configuration), null, _database.AppConnection);
        return builder.Build();
    }
}
