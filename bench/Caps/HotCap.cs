using System.Diagnostics;
using Orleans;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Bench.Caps;

/// <summary>The product's own cap grain, a fresh account each time.</summary>
internal sealed class HotCap(IGrainFactory grains, TenantDb db, Guid tenant, Guid campaign)
{
    private static readonly TimeSpan Lease = TimeSpan.FromHours(5);

    /// <returns>reservations per second, each stored when it is answered</returns>
    public async Task<double> Rate(int callers, int each, CancellationToken cancel)
    {
        var (account, cap) = (Ids.New(), callers * each);
        var grain = grains.LeadCap(tenant, campaign, account);
        await grain.Get();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            for (var i = 0; i < each; i++)
                                if (!(await grain.Reserve(Ids.New(), cap, Lease)).Granted)
                                    throw new BenchException("a cap with room refused");
                        },
                        cancel
                    )
                )
        );
        var rate = cap / Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (await Stored(account, cancel) is var stored && stored != cap)
            throw new BenchException($"{stored} of {cap} granted reservations are stored");
        return rate;
    }

    /// <summary>All at once for too few places, then a commit of each that was granted.</summary>
    /// <returns>places given away beyond the cap, by the answers or by the rows, whichever is more</returns>
    public async Task<int> Overshoot(int callers, int cap, CancellationToken cancel)
    {
        var account = Ids.New();
        var grain = grains.LeadCap(tenant, campaign, account);
        var granted = await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            var call = Ids.New();
                            return (await grain.Reserve(call, cap, Lease)).Granted && (await grain.Commit(call, cap)).Granted;
                        },
                        cancel
                    )
                )
        );
        var given = granted.Count(g => g);
        if (given < cap)
            throw new BenchException($"a cap of {cap} gave away only {given} places");
        return Math.Max(given, await Stored(account, cancel)) - cap;
    }

    private Task<int> Stored(Guid account, CancellationToken cancel) =>
        db.InTenant(
            tenant,
            (s, ct) =>
                s.Scalar<int>(
                    "select count(*)::int from cap_reservations where campaign_id = @campaign and account_id = @account and state <> 'released'",
                    new { campaign, account },
                    ct
                ),
            cancel
        );
}
