using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;
using Pivotal.Hosting.Cluster;
using Pivotal.Silo.Cluster;

namespace Pivotal.ClusterTests.Messages;

/// <summary>Two silos in one process that speak over the loopback, and an echo on the one that is called from the other.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public IEcho Echo { get; private set; } = null!;

    public SiloAddress Caller { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.None));
        builder.ConfigureSilo((_, silo) => silo.Configure<ExceptionSerializationOptions>(ClusterTuning.Exceptions));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        // The grain stays where it was placed, so whoever is elsewhere is the caller.
        var home = (await EchoOf(_cluster.Silos[0]).Back<object?>(null)).Silo;
        var caller = _cluster.Silos.Single(s => !s.SiloAddress.Equals(home));
        (Echo, Caller) = (EchoOf(caller), caller.SiloAddress);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync().InTime();

#pragma warning disable RS0030 // Test grains have plain keys; the typed helpers are for the product's.
    private static IEcho EchoOf(InProcessSiloHandle silo) =>
        silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IEcho>("echo");
#pragma warning restore RS0030
}
