using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Silo.Cluster.Placement;

/// <summary>
/// Where a new activation goes: to the caller's silo when a queue calls (or somebody on a queue's behalf); else to where the campaign's queue is; else to where it will be, which every silo
/// works out alike. Which campaign an agent or a call belongs to is looked up when nobody said it.
/// </summary>
internal sealed class CampaignDirector(CampaignOf campaigns, QueueHomes homes) : IPlacementDirector
{
    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hinted)
            return hinted;
        var type = target.GrainIdentity.Type;
        if (silos.Length == 1 || !GrainKey.TryParse(target.GrainIdentity.Key.AsSpan(), out var key))
            return silos[0];
        var said = CampaignHint.In(target.RequestContextData);
        if (type == CampaignPlacement.Queue)
            return Shares.Of(key.Id, silos);
        if (said is not null && context.LocalSiloStatus == SiloStatus.Active && silos.Contains(context.LocalSilo))
            return context.LocalSilo;
        var campaign = type == CampaignPlacement.Cap ? key.Id : said ?? await campaigns.Find(type, key);
        // Nobody's agent yet: beside the others of his tenant.
        if (campaign is not { } known)
            return Shares.Of(key.Tenant, silos);
        return await homes.Of(key.Tenant, known) is { } home && silos.Contains(home) ? home : Shares.Of(known, silos);
    }
}

/// <summary>Which silo an id belongs to, so that all silos agree without asking and a silo that comes or goes moves only its own share.</summary>
internal static class Shares
{
    public static SiloAddress Of(Guid id, SiloAddress[] silos)
    {
        var (best, most) = (silos[0], 0u);
        foreach (var silo in silos)
        {
            var weight = Mix((uint)id.GetHashCode(), (uint)silo.GetConsistentHashCode());
            if (weight > most || (weight == most && silo.CompareTo(best) < 0))
                (best, most) = (silo, weight);
        }

        return best;
    }

    // Spreads close numbers apart (the finisher of a 32-bit Murmur hash); both inputs are the same in every process.
    private static uint Mix(uint a, uint b)
    {
        var h = a ^ (b * 0x9E3779B1);
        h = (h ^ (h >> 16)) * 0x85EBCA6B;
        h = (h ^ (h >> 13)) * 0xC2B2AE35;
        return h ^ (h >> 16);
    }
}
