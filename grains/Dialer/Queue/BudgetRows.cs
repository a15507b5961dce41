using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Calls a person answered, from the rows, hour by hour.</summary>
internal static class BudgetRows
{
    /// <param name="machines">those that detection ended as machines, too; only read where a law counts detection's errors</param>
    public static async Task<IReadOnlyList<AnsweredHour>> Hours(
        TenantSession db,
        Guid campaign,
        DateTimeOffset since,
        bool machines,
        CancellationToken ct
    )
    {
        var parameters = new
        {
            tenant = db.TenantId,
            campaign,
            since = since.AddHours(-2),
        };
        var hours = await db.Query<AnsweredHour>(
            """
            select date_trunc('hour', coalesce(answered_at, created_at), 'UTC') as hour, count(*)::int as answered, (count(*) filter (where counts_as_abandoned(outcome, answered_at, bridged_at, connect_by, amd_result)))::int as abandoned
            from call_attempts
            where tenant_id = @tenant and campaign_id = @campaign and created_at > @since and (outcome = 'abandoned' or bridged_at is not null)
            group by 1 order by 1
            """,
            parameters,
            ct
        );
        if (!machines)
            return hours;
        return
        [
            .. hours,
            .. await db.Query<AnsweredHour>(
                """
                select date_trunc('hour', coalesce(answered_at, created_at), 'UTC') as hour, 0 as answered, 0 as abandoned, count(*)::int as machines
                from call_attempts
                where tenant_id = @tenant and campaign_id = @campaign and created_at > @since and outcome = 'voicemail'
                group by 1
                """,
                parameters,
                ct
            ),
        ];
    }
}
