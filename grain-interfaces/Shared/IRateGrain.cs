using Orleans;
using Orleans.CodeGeneration;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>
/// Request buckets of the whole installation, from which the API's processes lease a few requests at a time. One grain holds the buckets of many keys (<see cref="Grains.Rate"/>), so that an address nobody
/// has seen before costs a dictionary entry and no activation. A bucket lies in memory only: when its silo is lost it starts full again, which lets through one more burst.
/// </summary>
[Alias("Pivotal.Rate"), Version(1)]
public interface IRateGrain : IGrainWithStringKey
{
    /// <summary>Takes up to <paramref name="wanted"/> requests out of a bucket. A repeat wastes requests, which is on the safe side of the limit.</summary>
    /// <param name="key">whose bucket, as a hash: what is limited may be an address</param>
    /// <param name="perSecond">how fast the bucket fills, 1 or more</param>
    /// <param name="burst">how much it holds, 1 or more</param>
    [Alias("Lease"), Repeatable]
    Task<RateLease> Lease(Guid key, int wanted, int perSecond, int burst);
}

/// <param name="Granted">0 to what was wanted</param>
/// <param name="Wait">when none was granted: how long until there is one</param>
[GenerateSerializer, Immutable, Alias("Pivotal.RateLease")]
public sealed record RateLease([property: Id(0)] int Granted, [property: Id(1)] TimeSpan Wait);
