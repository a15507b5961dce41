using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Pivotal.Api.Shared;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Hosting;

/// <summary>
/// Requests per second: one bucket per signed-in user, one per address for everybody else, for the whole installation (<see cref="SharedLimiter"/>; one process counts by itself).
/// Sign-in has its own, stricter count.
/// </summary>
internal static class RateLimits
{
    /// <summary><c>PIVOTAL_RATE_PER_SECOND</c>: sustained requests per second of one user, 1 to 100,000; 50 unless set. Bursts may be ten times that.</summary>
    public const string Setting = "PIVOTAL_RATE_PER_SECOND";

    /// <summary>Whoever is refused hears it after a moment: one who asks again at once would be refused thousands of times a second, which costs what the limit is to save.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    /// <exception cref="StartException">the setting cannot be used</exception>
    public static void AddPivotalRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var rule = new RateRule(configuration.GetValue(Setting, 50));
        if (rule.PerSecond is < 1 or > 100_000)
            throw new StartException($"{Setting} must be between 1 and 100000.");
        var shared = ClusterSettings.Wanted(configuration);
        services.AddSingleton(RatePatience.Default);
        services.AddSingleton<RateLeases>();
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IServiceProvider>(
                (limits, provider) =>
                {
                    limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    {
                        var key = RequestUser.TryFrom(context.User) is { } user
                            ? $"u:{user.Id:N}"
                            : $"a:{context.Connection.RemoteIpAddress}";
                        return shared
                            ? RateLimitPartition.Get(key, k => Shared(k, rule, provider))
                            : RateLimitPartition.GetTokenBucketLimiter(key, _ => rule.Bucket());
                    });
                    limits.OnRejected = async (context, _) =>
                    {
                        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                            ? Math.Max(1, (int)after.TotalSeconds)
                            : 1;
                        context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                        await Task.Delay(Moment, provider.GetRequiredService<TimeProvider>(), context.HttpContext.RequestAborted)
                            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                        await Problem.Of(429, "rate.limited", "Too many requests. Slow down.").ExecuteAsync(context.HttpContext);
                    };
                }
            );
    }

    private static SharedLimiter Shared(string key, RateRule rule, IServiceProvider provider)
    {
        var (leases, hash) = (
            provider.GetRequiredService<RateLeases>(),
            new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))
        );
        return new SharedLimiter(rule, wanted => leases.Ask(hash, wanted, rule), provider.GetRequiredService<TimeProvider>());
    }
}

/// <summary>How much one user or address may ask for.</summary>
internal sealed record RateRule(int PerSecond)
{
    public int Burst => PerSecond * 10;

    /// <summary>What a process takes out of the installation's bucket at once.</summary>
    public int Chunk => Math.Max(1, PerSecond / 5);

    /// <summary>How long an empty bucket takes to be full.</summary>
    public TimeSpan Fill => TimeSpan.FromSeconds((double)Burst / PerSecond);

    public TokenBucketRateLimiterOptions Bucket() =>
        new()
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            // Whoever keeps the partitions fills them all by one timer.
            AutoReplenishment = false,
        };
}
