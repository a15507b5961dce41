using Orleans;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>After a start, touches every grain that had something to do when the process ended: calls without an end, running campaigns, unfinished imports.</summary>
internal sealed class WakeWork(TenantDb db, IGrainFactory grains, ILogger<WakeWork> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private sealed record Work(Guid Tenant, string Kind, Guid Id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Work>? open = null;
        while (open is not [])
        {
            try
            {
                open ??= await db.System((s, ct) => s.Query(
                    // Calls first, so that a campaign does not count on lines that are long free.
                    "select tenant_id, kind, id from work_to_resume() order by kind = 'call' desc, kind, id",
                    null, r => new Work(r.GetGuid(0), r.GetString(1), r.GetGuid(2)), ct), stoppingToken);
                foreach (var work in open.ToList())
                {
                    await Wake(work);
                    open.Remove(work);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                HostLog.WakeFailed(log, open?.FirstOrDefault()?.Kind, open?.FirstOrDefault()?.Id, e);
                // The one that failed goes to the end, so that it does not hold up the others.
                if (open is [var failed, _, ..])
                {
                    open.RemoveAt(0);
                    open.Add(failed);
                }

                await Task.Delay(Again, stoppingToken);
            }
        }
    }

    private Task Wake(Work work)
    {
        CallerTenant.Set(work.Tenant);
        return work.Kind switch
        {
            "call" => grains.Call(work.Tenant, work.Id).Reconcile(),
            "campaign" => grains.Queue(work.Tenant, work.Id).Refresh(),
            "import" => grains.Import(work.Tenant, work.Id).Resume(),
            _ => throw new InvalidOperationException($"work_to_resume() names an unknown kind {work.Kind}."),
        };
    }
}
