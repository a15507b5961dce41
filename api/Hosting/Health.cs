using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>Live: the process answers. Ready: it can also reach its database.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live")))
            .AllowAnonymous()
            .DisableRateLimiting()
            .ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }

    private static async Task<Ok<HealthAnswer>> Ready(TenantDb db, CancellationToken ct)
    {
        await db.System((s, token) => s.Scalar<int>("select 1", null, token), ct);
        return TypedResults.Ok(new HealthAnswer("ready"));
    }
}

internal sealed record HealthAnswer(string Status);
