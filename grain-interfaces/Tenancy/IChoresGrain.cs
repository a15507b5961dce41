using Orleans;
using Orleans.CodeGeneration;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Tenancy;

/// <summary>
/// What has to be done for a tenant now and then although nobody asks: events taken up again, old records removed. One per tenant in the whole installation. A reminder keeps it
/// going through restarts and the loss of its silo; a tenant that is not active any more ends it.
/// </summary>
[Alias("Pivotal.Chores"), Version(1)]
public interface IChoresGrain : IGrainWithStringKey
{
    /// <summary>From now on, if not before. Called for every active tenant when a silo starts.</summary>
    [Alias("Wake"), Repeatable]
    Task Wake();
}
