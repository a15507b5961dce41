using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pivotal.Api.Hosting;
using Pivotal.Api.Identity;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Shared;

/// <summary>A second product for one test: with its own clock, settings or database. Everything else uses the shared <see cref="ApiFixture"/>.</summary>
public sealed class OwnHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OwnHost(WebApplication app) => _app = app;

    public Uri BaseAddress => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public static async Task<OwnHost> Start(NpgsqlDataSource database, TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var app = Build(database, clock, settings);
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
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(NpgsqlDataSource database, TimeProvider? clock, (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing", ApplicationName = typeof(ApiHost).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Name, s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddApi(database);
        builder.AddGrains();
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var app = builder.Build();
        app.UseApi();
        return app;
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
