using Orleans.Runtime;
using Pivotal.Data.Shared;

namespace Pivotal.Silo.Cluster;

/// <summary>Live: the process answers. Ready: it is an active member of its cluster and reaches the database.</summary>
internal static class SiloHealth
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        if (app.Services.GetService<CallShare>() is { } share)
            app.MapGet("/health/calls", () => Results.Json(share.Figures));
        app.MapGet(
            "/health/ready",
            async (ISiloStatusOracle silo, TenantDb db, CancellationToken ct) =>
            {
                if (silo.CurrentStatus != SiloStatus.Active)
                    return NotReady($"silo is {silo.CurrentStatus}");
                try
                {
                    await db.System((s, token) => s.Scalar<int>("select 1", null, token), ct);
                    return Results.Json(new { status = "ready" });
                }
                catch (DatabaseUnavailableException)
                {
                    return NotReady("the database is away");
                }
            }
        );
    }

    private static IResult NotReady(string why) =>
        Results.Json(new { status = "not ready", why }, statusCode: StatusCodes.Status503ServiceUnavailable);
}
