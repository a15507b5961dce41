using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.TestingHost;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Shared;

/// <summary>Silos in this process and a client of them, as an API process is one. A silo can come, leave in order, or die without a word.</summary>
internal sealed class MortalCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly List<(InProcessSiloHandle Silo, Task End)> _dead = [];

    private MortalCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Client => _cluster.Client;

    /// <summary>Those that have neither left nor died.</summary>
    public List<InProcessSiloHandle> Silos => [.. _cluster.GetActiveSilos().Where(s => !Life(s).IsCut)];

    /// <param name="silo">what goes into each</param>
    /// <param name="client">what goes into the client</param>
    /// <param name="database">whose connections die with a silo</param>
    public static async Task<MortalCluster> Start(
        int silos,
        Action<IHostApplicationBuilder, Lifeline> silo,
        Action<IHostApplicationBuilder> client,
        TestDatabase? database = null
    )
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost(
            (_, host) =>
            {
                var life = new Lifeline(database);
                host.Logging.SetMinimumLevel(LogLevel.None);
                host.Services.AddSingleton(_ => life);
                silo(host, life);
                host.UseOrleans(life.Hold);
                host.ConfigureContainer(new DefaultServiceProviderFactory(), life.Hold);
            }
        );
        builder.ConfigureClientHost(host =>
        {
            host.Logging.SetMinimumLevel(LogLevel.None);
            client(host);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new MortalCluster(cluster);
    }

    /// <summary>Starts silos, or lets some leave in order, until there are so many.</summary>
    public async Task Ensure(int silos)
    {
        while (Silos.Count > silos)
            await Stop(Silos[^1]);
        if (Silos.Count < silos)
            await _cluster.StartSilosAsync(silos - Silos.Count);
    }

    public Task<InProcessSiloHandle> Add() => _cluster.StartAdditionalSiloAsync();

    /// <summary>In order: it finishes its turns and hands its grains over.</summary>
    public Task Stop(InProcessSiloHandle silo) => _cluster.StopSiloAsync(silo);

    /// <summary>Without a word: the others have to find out.</summary>
    public async Task Kill(InProcessSiloHandle silo)
    {
        await Life(silo).Cut();
        // What runs in it runs on until it notices, as code on a machine that lost its network does; nobody hears of it.
        _dead.Add((silo, _cluster.KillSiloAsync(silo)));
    }

    /// <summary>Where a grain lives now; null: nowhere, or nobody can say right now.</summary>
    public async Task<InProcessSiloHandle?> Home(IAddressable grain)
    {
        try
        {
#pragma warning disable RS0030 // the engine's own grain, which has no tenant
            var at = await Client.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
#pragma warning restore RS0030
            return Silos.SingleOrDefault(s => s.SiloAddress.Equals(at));
        }
        catch (Exception e) when (e is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_dead.Select(d => d.End)).InTime().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (silo, _) in _dead)
            await silo.DisposeAsync().InTime();
        await _cluster.StopAllSilosAsync().InTime();
        await _cluster.DisposeAsync().InTime();
    }

    private static Lifeline Life(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<Lifeline>();
}
