namespace Pivotal.Silo.Hosting;

/// <summary>Where one process is everything: wakes after its start what had something to do when it ended.</summary>
public sealed class WakeWork(Wakening wakening) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => wakening.Run(_ => true, restarted: true, stoppingToken);
}
