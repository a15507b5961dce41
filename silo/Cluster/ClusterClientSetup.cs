using Orleans.Configuration;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo.Cluster;

/// <summary>An API process as a client of the silos.</summary>
internal static class ClusterClientSetup
{
    public static void Add(WebApplicationBuilder builder, ClusterSettings settings, string appConnection, Action<IServiceProvider> wayChanged)
    {
        var connection = ClusterTuning.Connection(appConnection);
        builder.Services.AddSingleton(settings);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Service));
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (ClusterTuning.Invariant, connection));
            client.Configure<GatewayOptions>(ClusterTuning.Gateways);
            client.Configure<ConnectionOptions>(ClusterTuning.Connections);
            client.Configure<ClientMessagingOptions>(ClusterTuning.ClientMessages);
            client.AddGatewayCountChangedHandler(services => (_, _) => wayChanged(services));
            client.UseConnectionRetryFilter<WaitForSilos>();
            client.AddOutgoingGrainCallFilter<CallRetry>();
        });
    }
}
