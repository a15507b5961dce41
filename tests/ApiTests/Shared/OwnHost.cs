using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pivotal.Api.Hosting;
using Pivotal.Api.Identity;
using Pivotal.Hosting.Cluster;
using Pivotal.Silo.Hosting;
using Pivotal.Solo;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Shared;

/// <summary>A second product for one test: with its own clock, settings or database. Everything else uses the shared <see cref="ApiFixture"/>.</summary>
public sealed class OwnHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OwnHost(WebApplication app) => _app = app;

    public Uri BaseAddress => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public static Task<OwnHost> Start(
        NpgsqlDataSource database,
        TimeProvider? clock = null,
        params (string Name, string Value)[] settings
    ) => Start(Build(database, "", clock, settings));

    /// <summary>With parts of its own.</summary>
    public static Task<OwnHost> StartWith(
        NpgsqlDataSource database,
        Action<IServiceCollection> change,
        params (string Name, string Value)[] settings
    ) => Start(Build(database, "", null, settings, change));

    /// <summary>One of several API processes: a client of the silos that its settings name.</summary>
    public static Task<OwnHost> Start(
        EmptyDatabase database,
        Action<IServiceCollection> change,
        params (string Name, string Value)[] settings
    ) => Start(Build(database.App, database.AppConnection, null, settings, change));

    private static async Task<OwnHost> Start(WebApplication app)
    {
        await app.StartAsync();
        return new OwnHost(app);
    }

    /// <summary>A session of the user that this host accepts.</summary>
    internal async Task<ApiUser> SignedIn(ApiUser user)
    {
        var token = await user.Tenant.In(s => Services.GetRequiredService<Sessions>().Start(s, user.Id, new DefaultHttpContext(), default));
        return new ApiUser(BaseAddress, user.Tenant, user.Id, user.Email, user.ClientId, token);
    }

    public HttpClient Anonymous() => new(new HttpClientHandler { UseCookies = false }) { BaseAddress = BaseAddress };

    public async ValueTask DisposeAsync()
    {
        // One that does not end in order must not keep every other test waiting.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(
        NpgsqlDataSource database,
        string appConnection,
        TimeProvider? clock,
        (string Name, string Value)[] settings,
        Action<IServiceCollection>? change = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Testing", ApplicationName = typeof(ApiHost).Assembly.GetName().Name }
        );
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Name, s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddApi(database);
        var grains = ClusterSettings.Wanted(builder.Configuration) ? WayToGrains.Silos : OneProcess.Grains;
        grains.Add(builder, appConnection);
        // On a database that it shares, a second product knows nothing of the first and would take over the campaigns of every other test.
        foreach (var wakes in builder.Services.Where(s => s.ImplementationType == typeof(WakeWork)).ToList())
            builder.Services.Remove(wakes);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseApi();
        grains.Use(app);
        return app;
    }
}

/// <summary>
/// The system's clock, ahead of it by what it was moved. A FakeTimeProvider will not do here: silo and API of a host share one clock, and Orleans' own timers spin for ever on one that stands still.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Move(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
