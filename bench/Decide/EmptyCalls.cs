using Orleans;
using Orleans.Runtime;
using Pivotal.Bench.Harness;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Bench.Decide;

/// <summary>Bursts of calls that do nothing, to grains under keys of the form that queues have.</summary>
/// <param name="tenant">for whom the calls are made; null: they carry no context</param>
internal sealed class EmptyCalls(IGrainFactory grains, IReadOnlyList<string> keys, int burst, Guid? tenant)
{
#pragma warning disable RS0030 // the bench's own grain has no typed helper
    private readonly IEmptyGrain[] _grains = [.. keys.Select(k => grains.GetGrain<IEmptyGrain>(k))];
#pragma warning restore RS0030
    private readonly Guid _call = Ids.New();

    public Task<double> Rate(int many, TimeSpan during)
    {
        if (tenant is { } own)
            CallerTenant.Set(own);
        else
            RequestContext.Clear();
        return Burst.Rate(
            many,
            burst,
            during,
            _ => Task.CompletedTask,
            async grain =>
            {
                if ((await _grains[grain].Nothing(_call)).Id is not null)
                    throw new BenchException("an empty grain answered something");
            }
        );
    }
}
