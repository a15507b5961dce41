using System.Diagnostics;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Bench.Caps;

/// <summary>How it is done without a grain: the row of the account is the counter and the lock.</summary>
internal sealed class CounterCap(TenantDb db, Guid tenant, Guid campaign)
{
    public async Task<double> Rate(int callers, int each, CancellationToken cancel)
    {
        var (account, cap) = (Ids.New(), callers * each);
        // epoch is a bigint that nobody else uses here: the counter.
        await db.InTenant(
            tenant,
            (s, ct) =>
                s.Execute(
                    "insert into lead_caps (tenant_id, campaign_id, account_id, epoch) values (@tenant, @campaign, @account, 0)",
                    new
                    {
                        tenant,
                        campaign,
                        account,
                    },
                    ct
                ),
            cancel
        );
        // As many at once as there are connections: more would only wait for one, and then for the row.
        using var room = new SemaphoreSlim(32);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            for (var i = 0; i < each; i++)
                            {
                                await room.WaitAsync(cancel);
                                try
                                {
                                    await Reserve(account, cap, cancel);
                                }
                                finally
                                {
                                    room.Release();
                                }
                            }
                        },
                        cancel
                    )
                )
        );
        return cap / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private Task Reserve(Guid account, int cap, CancellationToken cancel) =>
        db.InTenant(
            tenant,
            async (s, ct) =>
            {
                var rows = await s.Execute(
                    "update lead_caps set epoch = epoch + 1 where campaign_id = @campaign and account_id = @account and epoch < @cap",
                    new
                    {
                        campaign,
                        account,
                        cap,
                    },
                    ct
                );
                if (rows == 0)
                    throw new BenchException("a cap with room refused");
                await s.Execute(
                    "insert into cap_reservations (tenant_id, campaign_id, account_id, ref_id, state, leased_until) values (@tenant, @campaign, @account, @call, 'reserved', now() + interval '5 hours')",
                    new
                    {
                        tenant,
                        campaign,
                        account,
                        call = Ids.New(),
                    },
                    ct
                );
            },
            cancel
        );
}
