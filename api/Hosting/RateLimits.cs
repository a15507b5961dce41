using System.Globalization;
using System.Threading.RateLimiting;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>Requests per second: one bucket per signed-in user, one per address for everybody else. Sign-in has its own, stricter count.</summary>
internal static class RateLimits
{
    /// <summary><c>PIVOTAL_RATE_PER_SECOND</c>: sustained requests per second of one user; 50 unless set. Bursts may be ten times that.</summary>
    public const string Setting = "PIVOTAL_RATE_PER_SECOND";

    public static void AddPivotalRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var perSecond = configuration.GetValue(Setting, 50);
        services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RequestUser.TryFrom(context.User) is { } user
                    ? Bucket($"u:{user.Id:N}", perSecond)
                    : Bucket($"a:{context.Connection.RemoteIpAddress}", perSecond));
            limits.OnRejected = async (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)after.TotalSeconds) : 1;
                context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                await Problem.Of(429, "rate.limited", "Too many requests. Slow down.").ExecuteAsync(context.HttpContext);
            };
        });
    }

    private static RateLimitPartition<string> Bucket(string key, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 10,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
        });
}
