using Microsoft.Extensions.Logging;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Tenancy;

namespace Pivotal.Grains.Calls;

/// <summary>Each night, for the tenants that have asked for it: call records older than the longest retention of their laws are removed. Two of them at it disturb nobody: each row goes once.</summary>
internal sealed class OldCallRemover(TenantDb db, TimeProvider time, ILogger<OldCallRemover> log) : ITenantChore
{
    /// <summary>On the tenant's clock.</summary>
    public const int Hour = 3;

    private const int Batch = 2_000;

    public string Name => "old_calls";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public Task Run(Guid tenant, CancellationToken ct) => Night(tenant, ct);

    /// <returns>removed calls; 0 at any other hour, and for a tenant that has not asked</returns>
    public async Task<int> Night(Guid tenant, CancellationToken ct)
    {
        try
        {
            var now = time.GetUtcNow();
            var years = await db.InTenant(
                tenant,
                async (s, token) =>
                    await s.QuerySingle<Removal>(
                        "select removes_old_calls as asked, time_zone as zone from tenants where id = @tenant",
                        new { tenant },
                        token
                    )
                        is { Asked: true } asked
                    && TimeZoneInfo
                        .ConvertTime(now, TimeZoneInfo.TryFindSystemTimeZoneById(asked.Zone, out var zone) ? zone : TimeZoneInfo.Utc)
                        .Hour == Hour
                        ? await RetentionRows.Years(s, token)
                        : null,
                ct
            );
            if (years is not { } kept)
                return 0;
            var (before, removed) = (now.AddYears(-kept), 0);
            for (var batch = Batch; batch == Batch && !ct.IsCancellationRequested; removed += batch)
            {
                batch = await db.InTenant(
                    tenant,
                    async (s, token) =>
                    {
                        var gone = await RetentionRows.Remove(s, before, Batch, token);
                        if (gone > 0)
                            await AuditRow.Insert(
                                s,
                                Ids.New(now),
                                null,
                                "calls.removed",
                                "tenant",
                                tenant,
                                new
                                {
                                    calls = gone,
                                    before,
                                    years = kept,
                                },
                                now,
                                token
                            );
                        return gone;
                    },
                    ct
                );
            }

            if (removed > 0)
                CallsLog.OldCallsRemoved(log, removed, tenant);
            return removed;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The next night finds what is left.
            CallsLog.OldCallsStay(log, tenant, e);
            return 0;
        }
    }

    private readonly record struct Removal(bool Asked, string Zone);
}
