using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Silo.Cluster.Placement;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// Before a silo leaves in order, what it alone has in memory goes to the others: the feeds with their buffers, so that no browser reloads, and the dial windows of the carrier accounts. All else
/// is in the rows and comes up wherever it is called next.
/// </summary>
internal sealed class MoveOut(IClusterMembershipService membership, ILocalSiloDetails self, IGrainFactory grains, ILogger<MoveOut> log)
    : IHostedService
{
    private static readonly string[] Types = ["feed", "carrier"];

    /// <summary>A part of what a stop may take. What has not moved by then ends here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var leaving = await Here(limit.Token);
            if (leaving.Count == 0 || Others() is not { Length: > 0 } others)
                return;
            await Task.WhenAll(leaving.Select(grain => Ask(grain, others)));
            while ((await Here(limit.Token)).Intersect(leaving).Any())
                await Task.Delay(Look, limit.Token);
            ClusterLog.MovedOut(log, leaving.Count);
        }
        catch (Exception e)
        {
            // The silo leaves all the same.
            ClusterLog.NotMovedOut(log, e);
        }
    }

    private SiloAddress[] Others() =>
        [
            .. membership
                .CurrentSnapshot.Members.Values.Where(m => m.Status == SiloStatus.Active && !m.SiloAddress.Equals(self.SiloAddress))
                .Select(m => m.SiloAddress),
        ];

#pragma warning disable RS0030 // the engine's own grain and interface, which have no tenant
    private async Task<List<GrainId>> Here(CancellationToken ct)
    {
        var all = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics(null, [self.SiloAddress]).WaitAsync(ct);
        return [.. all.Select(s => s.GrainId).Where(id => Types.Contains(id.Type.ToString()))];
    }

    private async Task Ask(GrainId grain, SiloAddress[] others)
    {
        var key = GrainKey.TryParse(grain.Key.ToString(), out var parsed) ? parsed : default;
        CallerTenant.Set(key.Tenant);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, Shares.Of(key.Id, others));
        await grains.GetGrain<IGrainManagementExtension>(grain).MigrateOnIdle();
    }
#pragma warning restore RS0030
}
