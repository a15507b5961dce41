using Orleans;
using Orleans.CodeGeneration;
using Pivotal.Domain.Dialer.Places;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Dialer;

/// <summary>
/// How many contacts of one account one campaign may still take. Every use is reserved first and committed or released later, so the cap
/// cannot be exceeded by concurrency; a reservation whose lease ran out (a crashed call) is free again.
/// </summary>
[Alias("Pivotal.LeadCap"), Version(2)]
public interface ILeadCapGrain : IGrainWithStringKey
{
    /// <summary>Idempotent by <paramref name="refId"/>, and says whether the place was held before. Granted only when reserved + committed &lt; <paramref name="cap"/>. The row is stored before it answers.</summary>
    [Alias("Reserve"), Repeatable]
    Task<CapDecision> Reserve(Guid refId, int cap, TimeSpan lease);

    /// <summary>The use happened and counts for good. Unknown or released ids are taken up again only if the cap allows; otherwise Granted is false.</summary>
    [Alias("Commit"), Repeatable]
    Task<CapDecision> Commit(Guid refId, int cap);

    [Alias("Release"), Repeatable]
    Task<CapDecision> Release(Guid refId);

    /// <summary>As <see cref="Release"/>, and a committed use counts no more either. Granted tells whether something was given back.</summary>
    [Alias("GiveBack"), Repeatable]
    Task<CapDecision> GiveBack(Guid refId);

    [Alias("Get"), Repeatable]
    Task<CapDecision> Get();
}
