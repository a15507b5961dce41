using Npgsql;
using Pivotal.Api.Identity;
using Pivotal.Api.Orders;
using Pivotal.Api.Realtime;
using Pivotal.Api.Shared;
using Pivotal.Api.Shared.Doors;
using Pivotal.Api.Telephony;
using Pivotal.Api.Tenancy.Demo;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Hosting.Observability;

namespace Pivotal.Api.Hosting;

/// <summary>The API on an open database: services, then the pipeline in the order in which a request meets it.</summary>
internal static class ApiHost
{
    public static void AddApi(this WebApplicationBuilder builder, NpgsqlDataSource database)
    {
        builder.AddPivotalLogging();
        builder.AddTelemetry("pivotal-api");
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddHttpContextAccessor();
        services.AddSingleton<TenantDb>();
        services.AddRequestScope();
        services.AddPivotalJson();
        services.AddPivotalProblems();
        services.AddAnswerCompression();
        services.AddPivotalOpenApi();
        services.AddPivotalRateLimits(builder.Configuration);
        services.AddRequestLimits(builder.Configuration);
        services.AddPolicies();
        services.AddIdentity();
        services.AddRealtime(builder.Configuration);
        services.AddImportFiles(builder.Configuration);
        services.AddOrders();
        services.AddTelephony();
        services.AddDemo(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 << 20; // uploads raise it for themselves
        });
    }

    public static void UseApi(this WebApplication app)
    {
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Problem.WriteEmptyStatus);
        app.UseFrontEnd();
        app.UseHubOrigin();
        app.UseAnswerCompression();
        app.UseRouting();
        app.UseUnknown();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseCallerTenant();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseHubSockets();
        app.UseAntiForgeryToken();
        app.UseRequestDoor();
        app.UseIdempotency();
        app.MapRoutes();
    }
}
