using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Pivotal.Silo.Cluster.Placement;

/// <summary>A campaign's queue, its agents, its calls and its caps live in one silo, because they talk to each other all the time and to others hardly (docs/adr/0009-placement.md).</summary>
internal sealed class CampaignPlacement : PlacementStrategy
{
    // The grain types' names, as the engine makes them from the classes. Grains carry no attribute for this: where they live is a matter of the cluster only.
    public static readonly GrainType Queue = GrainType.Create("campaignqueue"),
        Agent = GrainType.Create("agent"),
        Call = GrainType.Create("call"),
        Cap = GrainType.Create("leadcap");

    public static bool Covers(GrainType type) => type == Queue || type == Agent || type == Call || type == Cap;
}

/// <summary>Gives the four kinds their strategy without an attribute on them.</summary>
internal sealed class CampaignPlacementResolver : IPlacementStrategyResolver
{
    private static readonly CampaignPlacement Strategy = new();

    public bool TryResolvePlacementStrategy(
        GrainType grainType,
        GrainProperties? properties,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PlacementStrategy? result
    )
    {
        result = CampaignPlacement.Covers(grainType) ? Strategy : null;
        return result is not null;
    }
}
