using System.Net;
using Orleans;
using Orleans.Configuration;
using Pivotal.Silo.Cluster.Placement;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo.Cluster;

/// <summary>The silo of a cluster: membership, grain state and reminders in the product's own database.</summary>
internal static class SiloSetup
{
    public static void Add(WebApplicationBuilder builder, ClusterSettings settings, string appConnection)
    {
        GrainHost.AddGrainServices(builder);
        builder.Services.AddSingleton<Wakening>();
        var connection = ClusterTuning.Connection(appConnection);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Service));
            silo.Configure<EndpointOptions>(endpoints =>
            {
                (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) = (settings.Address, settings.SiloPort, settings.GatewayPort);
                if (SiloPorts.ListensEverywhere(builder.Configuration))
                    (endpoints.SiloListeningEndpoint, endpoints.GatewayListeningEndpoint) = (new IPEndPoint(IPAddress.Any, settings.SiloPort), new IPEndPoint(IPAddress.Any, settings.GatewayPort));
            });
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (ClusterTuning.Invariant, connection));
            silo.AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (ClusterTuning.Invariant, connection));
            silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (ClusterTuning.Invariant, connection));
            silo.Configure<ClusterMembershipOptions>(options => ClusterTuning.Membership(options, settings));
            silo.Configure<ConnectionOptions>(ClusterTuning.Connections);
            silo.Configure<SiloMessagingOptions>(ClusterTuning.SiloMessages);
            silo.Configure<GrainVersioningOptions>(ClusterTuning.Versions);
            // Before the rules of the grains, so that every attempt passes them.
            silo.AddOutgoingGrainCallFilter<CallRetry>();
            GrainHost.AddGrainRules(silo);
            silo.AddCampaignPlacement();
            if (builder.Configuration[CallShare.Setting] == "1")
            {
                silo.Services.AddSingleton<CallShare>();
                silo.Services.AddSingleton<IOutgoingGrainCallFilter>(services => services.GetRequiredService<CallShare>());
                silo.Services.AddSingleton<IIncomingGrainCallFilter>(services => services.GetRequiredService<CallShare>());
            }
        });
        // After the silo, so that it starts after it.
        builder.Services.AddHostedService<WakeWatch>();
    }
}
