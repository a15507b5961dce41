using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pivotal.Api.Hosting;
using Pivotal.Api.Identity;
using Pivotal.Data.Identity;
using Pivotal.Domain.Shared;
using Pivotal.Solo;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Shared;

/// <summary>
/// The product in this process: real Kestrel on a free port, real grains, real database; one for all tests of the process.
/// <code>
/// var tenant = await Given.Tenant(api.Database);
/// var admin = await api.User(tenant, Roles.Admin);      // signed in, sends cookie and CSRF header by itself
/// var answer = await admin.GetAsync("/api/v1/users");
/// </code>
/// </summary>
public sealed class ApiFixture : IAsyncLifetime
{
    /// <summary>Of every user made by <see cref="User"/>.</summary>
    public const string Password = "correct horse battery staple";

    private static readonly Lazy<Task<WebApplication>> Started = new(Start);
    private static readonly Lazy<string> PasswordHash = new(() => Services.GetRequiredService<Passwords>().Hash(Password));
    private static WebApplication? _app;

    public TestDatabase Database { get; private set; } = null!;

    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The product's own services, for looking behind the door where a test must.</summary>
    public static IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The fixture is not started yet.");

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.Shared();
        _app = await Started.Value;
        BaseAddress = new Uri(_app.Urls.First());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Somebody who is not signed in.</summary>
    public HttpClient Anonymous() =>
        new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = BaseAddress };

    /// <summary>A new user of the tenant, signed in.</summary>
    public Task<ApiUser> User(TestTenant tenant, params string[] roles) => User(tenant, null, roles);

    /// <summary>A new user of a client organisation, signed in.</summary>
    public async Task<ApiUser> ClientUser(TestTenant tenant, Guid? client = null)
    {
        client ??= await Client(tenant);
        return await User(tenant, client, Roles.ClientUser);
    }

    public async Task<Guid> Client(TestTenant tenant, string? name = null)
    {
        var id = Ids.New();
        await tenant.In(s =>
            s.Execute(
                "insert into clients (tenant_id, id, name) values (@tenant, @id, @name)",
                new
                {
                    tenant = tenant.Id,
                    id,
                    name = name ?? $"Client {id:N}",
                }
            )
        );
        return id;
    }

    private async Task<ApiUser> User(TestTenant tenant, Guid? client, params string[] roles)
    {
        var name = $"u{Ids.New():N}";
        var email = $"{name}@example.com";
        var (id, token) = await tenant.In(async s =>
        {
            var made = await UserRows.Add(s, new NewUser(email, name, "Ada", name[^6..], roles, client, PasswordHash.Value), null, default);
            return (made, await Services.GetRequiredService<Sessions>().Start(s, made, new DefaultHttpContext(), default));
        });
        return new ApiUser(BaseAddress, tenant, id, email, client, token);
    }

    private static async Task<WebApplication> Start()
    {
        var database = await TestDatabase.Shared();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Testing", ApplicationName = typeof(ApiHost).Assembly.GetName().Name }
        );
        builder.Configuration["PIVOTAL_DATA"] = TestDatabase.NewFolder("files");
        if (Environment.GetEnvironmentVariable("PIVOTAL_TEST_LOG") is null)
            builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddApi(database.App);
        OneProcess.Grains.Add(builder, "");
        var app = builder.Build();
        app.UseApi();
        OneProcess.Grains.Use(app);
        await app.StartAsync();
        return app;
    }
}
