using Orleans;
using Orleans.Runtime.Placement;

namespace Pivotal.Silo.Cluster.Placement;

internal static class PlacementSetup
{
    /// <summary><c>PIVOTAL_PLACEMENT</c>: <c>campaign</c> unless set; <c>engine</c> leaves it to the engine, to compare.</summary>
    public const string Setting = "PIVOTAL_PLACEMENT";

    public static void AddCampaignPlacement(this ISiloBuilder silo)
    {
        if (silo.Configuration[Setting] is "engine")
            return;
        silo.Services.AddSingleton<CampaignOf>();
        silo.Services.AddSingleton<QueueHomes>();
        silo.Services.AddSingleton<IPlacementStrategyResolver, CampaignPlacementResolver>();
        silo.AddPlacementDirector<CampaignPlacement, CampaignDirector>();
        silo.AddOutgoingGrainCallFilter<CampaignHint>();
    }
}
