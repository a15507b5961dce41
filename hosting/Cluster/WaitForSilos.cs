using Orleans;
using Orleans.Runtime;
using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Cluster;

/// <summary>An API process that starts before its silos waits for them, says so, and gives up after <see cref="ClusterSettings.Wait"/>.</summary>
internal sealed class WaitForSilos(ClusterSettings settings) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _since = TimeProvider.System.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        var reason = exception.GetBaseException().Message.Split('\n')[0].TrimEnd('.');
        if (TimeProvider.System.GetElapsedTime(_since) >= settings.Wait)
            throw new StartException(
                $"No silo of cluster {settings.Cluster} answered for {settings.Wait.TotalSeconds:0} seconds ({reason}); start one with {ClusterSettings.ClusterSetting}={settings.Cluster} on the same database.",
                exception
            );
        Console.WriteLine($"waiting for a silo of cluster {settings.Cluster}: {reason}");
        await Task.Delay(Pause, cancellationToken);
        return true;
    }
}
