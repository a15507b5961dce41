using Pivotal.Data.Shared;
using Pivotal.Grains.Dialer.Pacing;

namespace Pivotal.Grains.Dialer;

/// <summary>Calls a person answered, from the rows, hour by hour.</summary>
internal static class BudgetRows
{
    public static Task<List<AnsweredHour>> Hours(TenantSession db, Guid campaign, DateTimeOffset since, CancellationToken ct) =>
        db.Query(
            """
            select date_trunc('hour', coalesce(answered_at, created_at), 'UTC'), count(*)::int, (count(*) filter (where outcome = 'abandoned'))::int
            from call_attempts
            where tenant_id = @tenant and campaign_id = @campaign and created_at > @since and (outcome = 'abandoned' or bridged_at is not null)
            group by 1 order by 1
            """, new { tenant = db.TenantId, campaign, since = since.AddHours(-2) },
            r => new AnsweredHour(r.GetFieldValue<DateTimeOffset>(0), r.GetInt32(1), r.GetInt32(2)), ct);
}
