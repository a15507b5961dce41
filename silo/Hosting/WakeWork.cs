namespace Pivotal.Silo.Hosting;

/// <summary>Where one process is everything: wakes after its start what had something to do when it ended, and looks once a minute for what a wake-up missed, such as a new tenant's chores.</summary>
public sealed class WakeWork(Wakening wakening) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await wakening.Run(_ => true, restarted: true, stoppingToken);
        using var timer = new PeriodicTimer(Sweep);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await wakening.Run(_ => true, restarted: false, stoppingToken);
    }
}
