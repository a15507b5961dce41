using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Silo.Cluster.Placement;

/// <summary>Where campaigns' queues live now. After silos came or went that is not always where they would be put today.</summary>
internal sealed class QueueHomes(IGrainFactory grains)
{
    /// <summary>Long enough for a campaign's agents and calls to be activated together, short enough to follow a queue that moved.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, (SiloAddress? Home, long Since)> _known = new();

    /// <summary>Null when it lives nowhere, or nobody can say right now.</summary>
    public async Task<SiloAddress?> Of(Guid tenant, Guid campaign)
    {
        if (_known.TryGetValue(campaign, out var known) && TimeProvider.System.GetElapsedTime(known.Since) < Fresh)
            return known.Home;
        SiloAddress? home;
        try
        {
#pragma warning disable RS0030 // the engine's own grain, which has no tenant
            home = await grains
                .GetGrain<IManagementGrain>(0)
                .GetActivationAddress(grains.Queue(tenant, campaign))
                .AsTask()
                .WaitAsync(TimeSpan.FromSeconds(1));
#pragma warning restore RS0030
        }
        catch (Exception)
        {
            home = null;
        }

        if (_known.Count > 10_000)
            _known.Clear();
        _known[campaign] = (home, TimeProvider.System.GetTimestamp());
        return home;
    }
}
