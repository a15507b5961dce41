using Orleans;
using Orleans.Configuration;
using Orleans.Serialization;
using Pivotal.Hosting.Observability;

namespace Pivotal.Hosting.Cluster;

/// <summary>An API process as a client of the silos.</summary>
internal static class ClusterClientSetup
{
    public static void Add(
        WebApplicationBuilder builder,
        ClusterSettings settings,
        string appConnection,
        Action<IServiceProvider> wayChanged
    )
    {
        var tls = ClusterTls.From(builder.Configuration);
        var connection = ClusterTuning.Connection(appConnection);
        builder.Services.AddSingleton(settings);
        Add(
            builder,
            wayChanged,
            client =>
            {
                client.AddTraces();
                client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Service));
                client.UseAdoNetClustering(options =>
                    (options.Invariant, options.ConnectionString) = (ClusterTuning.Invariant, connection)
                );
                if (tls is not null)
                    client.UseTls(tls.Apply);
                client.UseConnectionRetryFilter<WaitForSilos>();
            }
        );
    }

    /// <summary>Everything that makes a client the product's, however it finds the silos.</summary>
    /// <param name="meet">which cluster, found through which table</param>
    internal static void Add(IHostApplicationBuilder builder, Action<IServiceProvider> wayChanged, Action<IClientBuilder> meet) =>
        builder.UseOrleansClient(client =>
        {
            meet(client);
            client.Configure<GatewayOptions>(ClusterTuning.Gateways);
            client.Configure<ConnectionOptions>(ClusterTuning.Connections);
            client.Configure<ClientMessagingOptions>(ClusterTuning.ClientMessages);
            client.Configure<ExceptionSerializationOptions>(ClusterTuning.Exceptions);
            client.AddGatewayCountChangedHandler(services => (_, _) => wayChanged(services));
            client.AddOutgoingGrainCallFilter<CallRetry>();
        });
}
