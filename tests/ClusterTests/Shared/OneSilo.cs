using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Pivotal.ClusterTests.Shared;

/// <summary>A silo of its own for one test, with nothing of the product in it but what the test puts there. Calls come from within the silo, as the one-process product makes them.</summary>
public sealed class OneSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private OneSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<OneSilo> Start(Action<ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.None));
        builder.ConfigureSilo((_, silo) => configure?.Invoke(silo));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new OneSilo(cluster);
    }

#pragma warning disable RS0030 // Test grains have plain keys; the typed helpers are for the product's.
    public T Grain<T>(string key)
        where T : IGrainWithStringKey => Grains.GetGrain<T>(key);
#pragma warning restore RS0030

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync().InTime();
}
