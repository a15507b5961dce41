using Orleans;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Shared;

internal sealed class RateGrain(TimeProvider time) : Grain, IRateGrain
{
    /// <summary>A bucket takes about a hundred bytes, and there are <see cref="GrainInterfaces.Shared.Grains.RateShards"/> grains.</summary>
    private const int Most = 20_000;

    private readonly RateBuckets _buckets = new(Most);

    public Task<RateLease> Lease(Guid key, int wanted, int perSecond, int burst)
    {
        var (granted, wait) = _buckets.Take(key, Math.Clamp(wanted, 0, burst), perSecond, burst, time.GetUtcNow());
        return Task.FromResult(new RateLease(granted, wait));
    }
}
