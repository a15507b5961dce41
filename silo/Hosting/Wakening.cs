using Orleans;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Silo.Hosting;

/// <summary>Something that must be running somewhere although nobody may call it.</summary>
/// <param name="Kind">call, campaign, import, tenant (its chores)</param>
public sealed record OpenWork(Guid Tenant, string Kind, Guid Id);

/// <summary>Touches every grain that has something to do although nobody may call it: calls without an end, running campaigns, unfinished imports, the chores of every active tenant.</summary>
public sealed class Wakening(TenantDb db, IGrainFactory grains, ILogger<Wakening> log)
{
    /// <summary>A second: what could not be woken is mostly a grain whose silo has just ended and that finds a new place within this time.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>An activation is a few queries; more at once would only wait for each other's connections.</summary>
    private const int AtOnce = 16;

    /// <summary>Returns when everything is awake; what fails is tried again until then.</summary>
    /// <param name="mine">which part of the work is this process's; the others take the rest</param>
    /// <param name="restarted">nothing runs yet: campaigns also look for settings and people that changed meanwhile</param>
    public async Task Run(Func<OpenWork, bool> mine, bool restarted, CancellationToken ct)
    {
        List<OpenWork>? open = null;
        while (open is not [])
        {
            try
            {
                open ??= [.. (await Find(ct)).Where(mine)];
                // Calls first, so that a campaign does not count on lines that are long free.
                foreach (var kind in open.GroupBy(w => w.Kind).OrderByDescending(g => g.Key == "call").ThenBy(g => g.Key).ToList())
                    await Parallel.ForEachAsync(
                        kind,
                        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                        async (work, _) =>
                        {
                            if (await Woken(work, restarted))
                                lock (open)
                                    open.Remove(work);
                        }
                    );
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                HostingLog.WorkNotRead(log, e);
            }

            if (open is not [])
                await Task.Delay(Again, ct);
        }
    }

    private Task<List<OpenWork>> Find(CancellationToken ct) =>
        db.System(
            (s, token) =>
                s.Query<OpenWork>(
                    "select tenant_id as tenant, kind, id from work_to_resume() union all select id, 'tenant', id from active_tenants()",
                    null,
                    token
                ),
            ct
        );

    private async Task<bool> Woken(OpenWork work, bool restarted)
    {
        try
        {
            CallerTenant.Set(work.Tenant);
            await (
                work.Kind switch
                {
                    "call" => grains.Call(work.Tenant, work.Id).Reconcile(),
                    "campaign" when restarted => grains.Queue(work.Tenant, work.Id).Refresh(),
                    "campaign" => grains.Queue(work.Tenant, work.Id).Wake(),
                    "tenant" => grains.Chores(work.Tenant).Wake(),
                    "import" => grains.Import(work.Tenant, work.Id).Resume(),
                    _ => throw new InvalidOperationException($"work_to_resume() names an unknown kind {work.Kind}."),
                }
            );
            return true;
        }
        catch (Exception e)
        {
            HostingLog.WakeFailed(log, work.Kind, work.Id, e);
            return false;
        }
    }
}
