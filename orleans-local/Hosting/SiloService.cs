using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Local;

/// <summary>Starts and stops the silo with the host: storage first, reminders last, and the other way round.</summary>
internal sealed class SiloService(
    LocalSilo silo,
    IEnumerable<ISiloPart> parts,
    IOptions<ClusterOptions> cluster,
    IOptions<GrainCollectionOptions> collection) : IHostedService, IDisposable
{
    private readonly ISiloPart[] _parts = [.. parts];
    private ITimer? _collector;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        silo.Clock.Start();
        silo.Timeouts.Start();
        foreach (var part in _parts)
        {
            await part.StartAsync(cancellationToken);
        }

        using (CleanContext.Enter())
        {
            var quantum = collection.Value.CollectionQuantum;
            _collector = TimeProvider.System.CreateTimer(static s => ((LocalSilo)s!).CollectIdle(), silo, quantum, quantum);
        }

        silo.Log.Started(silo.Classes.Count, cluster.Value.ServiceId);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        foreach (var part in _parts.Reverse())
        {
            await part.StopAsync(cancellationToken);
        }

        await silo.DeactivateAllAsync(cancellationToken);
        silo.Timeouts.Dispose();
        silo.Clock.Dispose();
    }

    public void Dispose()
    {
        _collector?.Dispose();
        silo.Timeouts.Dispose();
        silo.Clock.Dispose();
    }
}
