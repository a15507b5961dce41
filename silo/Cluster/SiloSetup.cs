using System.Net;
using Orleans;
using Orleans.Configuration;
using Orleans.Serialization;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Observability;
using Pivotal.Silo.Cluster.Placement;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo.Cluster;

/// <summary>The silo of a cluster: its membership in the product's own database.</summary>
internal static class SiloSetup
{
    public static void Add(WebApplicationBuilder builder, ClusterSettings settings, ClusterTls? tls, string appConnection)
    {
        var connection = ClusterTuning.Connection(appConnection);
        Add(
            builder,
            settings,
            silo =>
            {
                silo.AddTraces();
                silo.AddOperatorDashboard();
                silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Service));
                silo.Configure<EndpointOptions>(endpoints =>
                {
                    (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) = (
                        settings.Address,
                        settings.SiloPort,
                        settings.GatewayPort
                    );
                    if (SiloPorts.ListensEverywhere(builder.Configuration))
                        (endpoints.SiloListeningEndpoint, endpoints.GatewayListeningEndpoint) = (
                            new IPEndPoint(IPAddress.Any, settings.SiloPort),
                            new IPEndPoint(IPAddress.Any, settings.GatewayPort)
                        );
                });
                if (tls is not null)
                    silo.UseTls(tls.Apply);
                silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (ClusterTuning.Invariant, connection));
            }
        );
    }

    /// <summary>Everything that makes a silo the product's, wherever it is and however it finds the others.</summary>
    /// <param name="meet">which cluster, at which address, found through which table</param>
    internal static void Add(IHostApplicationBuilder builder, ClusterSettings settings, Action<ISiloBuilder> meet)
    {
        GrainHost.AddGrainServices(builder);
        builder.Services.AddSingleton<Wakening>();
        builder.UseOrleans(silo =>
        {
            meet(silo);
#pragma warning disable ORLEANSEXP003 // marked experimental by the engine: docs/adr/0016-grain-directory.md
            silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
            silo.Configure<GrainDirectoryOptions>(SiloTuning.Directory);
            silo.Configure<ClusterMembershipOptions>(options => SiloTuning.Membership(options, settings));
            silo.Configure<ConnectionOptions>(ClusterTuning.Connections);
            silo.Configure<SiloMessagingOptions>(SiloTuning.SiloMessages);
            silo.Configure<GrainVersioningOptions>(SiloTuning.Versions);
            silo.Configure<ExceptionSerializationOptions>(ClusterTuning.Exceptions);
            // Before the rules of the grains, so that every attempt passes them.
            silo.AddOutgoingGrainCallFilter<CallRetry>();
            silo.AddIncomingGrainCallFilter<GrainsOwn>();
            GrainHost.AddGrainRules(silo);
            silo.AddCampaignPlacement();
            if (builder.Configuration[CallShare.Setting] == "1")
            {
                silo.Services.AddSingleton<CallShare>();
                silo.Services.AddSingleton<IOutgoingGrainCallFilter>(services => services.GetRequiredService<CallShare>());
                silo.Services.AddSingleton<IIncomingGrainCallFilter>(services => services.GetRequiredService<CallShare>());
            }
        });
        // After the silo, so that they start after it and stop before it.
        builder.Services.AddHostedService<WakeWatch>();
        builder.Services.AddHostedService<MoveOut>();
    }
}
