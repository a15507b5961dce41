using Orleans.Runtime;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// What a lost silo had running is woken elsewhere as soon as its loss is known, and once a minute everything is looked at in case a wake-up itself was lost. Every silo does a share: what falls
/// to it by the hash of the id, so that nobody has to be elected and the work is split.
/// </summary>
internal sealed class WakeWatch(IClusterMembershipService membership, ILocalSiloDetails self, Wakening wakening, ILogger<WakeWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);

    private CancellationTokenSource _pass = new();
    private Task _passing = Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = stoppingToken.Register(() => _pass.Cancel());
        _ = Task.Run(() => SweepNowAndThen(stoppingToken), stoppingToken);
        HashSet<SiloAddress> running = [];
        try
        {
            await foreach (var view in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                var now = view
                    .Members.Values.Where(m => m.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
                    .Select(m => m.SiloAddress)
                    .ToHashSet();
                var first = running.Count == 0 && now.Count > 0;
                var lost = running.Where(s => !now.Contains(s)).ToList();
                running = now;
                if (!first && lost.Count == 0)
                    continue;
                if (lost.Count > 0)
                    ClusterLog.SiloLost(log, string.Join(", ", lost.Select(s => s.ToParsableString())));
                await Pass(stoppingToken);
            }
        }
        catch (OperationCanceledException) { }
    }

    /// <summary>A newer view overtakes the pass before it.</summary>
    private async Task Pass(CancellationToken ct)
    {
        await _pass.CancelAsync();
        await _passing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pass = new CancellationTokenSource();
        if (ct.IsCancellationRequested)
            return;
        _passing = wakening.Run(Mine(), restarted: false, _pass.Token);
    }

    private Func<OpenWork, bool> Mine() =>
        Share(
            self.SiloAddress,
            membership.CurrentSnapshot.Members.Values.Where(m => m.Status == SiloStatus.Active).Select(m => m.SiloAddress)
        );

    /// <summary>What of the open work falls to one silo of these.</summary>
    internal static Func<OpenWork, bool> Share(SiloAddress self, IEnumerable<SiloAddress> active)
    {
        var silos = active.Order().ToList();
        var at = silos.IndexOf(self);
        // Not listed (yet): then whoever is takes everything, and so does this one.
        return at < 0 ? _ => true : work => (uint)work.Id.GetHashCode() % (uint)silos.Count == at;
    }

    private async Task SweepNowAndThen(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Sweep);
        while (await timer.WaitForNextTickAsync(ct))
            if (_passing.IsCompleted)
                await wakening.Run(Mine(), restarted: false, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
