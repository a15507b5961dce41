using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Grains.Dialer.WhatIf;

/// <summary>A campaign's last hours from its call and status rows.</summary>
internal static class HistoryRows
{
    /// <summary>The latest of a longer past; more would not make the answer better, only later.</summary>
    private const int MostCalls = 50_000;

    public static async Task<CampaignHistory> Read(
        TenantSession db,
        Guid campaign,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    )
    {
        var calls = (
            await db.Query<Call>(
                """
                select a.dialed_at as dialed, a.outcome in ('connected', 'abandoned') as person, coalesce(a.answered_at, a.ended_at) as until,
                       counts_as_abandoned(a.outcome, a.answered_at, a.bridged_at, a.connect_by, a.amd_result) as abandoned,
                       case when a.bridged_at is not null then (
                         select l.at from agent_state_log l
                         where l.tenant_id = a.tenant_id and l.agent_id = a.agent_id and l.at >= a.bridged_at and l.status not in ('on_call', 'wrap_up')
                         order by l.at limit 1) end as free, a.bridged_at as bridged, a.ended_at as ended
                from call_attempts a
                where a.campaign_id = @campaign and a.created_at >= @from and a.created_at < @to and a.dialed_at is not null and a.ended_at is not null and a.outcome <> 'cancelled'
                order by a.created_at desc limit @most
                """,
                new
                {
                    campaign,
                    from,
                    to,
                    most = MostCalls,
                },
                ct
            )
        ).ConvertAll(c =>
            (
                Call: new PastCall(
                    (c.Dialed - from).TotalSeconds,
                    c.Person,
                    Math.Max(0, (c.Until - c.Dialed).TotalSeconds),
                    ((c.Free ?? c.Ended) - c.Bridged)?.TotalSeconds
                ),
                c.Abandoned
            )
        );
        var log = (
            await db.Query<Change>(
                """
                with team as (select distinct agent_id from campaign_agents where campaign_id = @campaign)
                select l.agent_id as agent, l.status, coalesce(l.campaign_id = @campaign, false) as here, l.at
                from team t join agent_state_log l on l.agent_id = t.agent_id and l.at >= @from and l.at < @to
                union all
                select l.agent_id, l.status, coalesce(l.campaign_id = @campaign, false), l.at
                from team t cross join lateral (
                  select * from agent_state_log b where b.agent_id = t.agent_id and b.at < @from order by b.at desc limit 1) l
                """,
                new
                {
                    campaign,
                    from,
                    to,
                },
                ct
            )
        ).Select(c => new StatusChange(c.Agent, c.Status, c.Here, (c.At - from).TotalSeconds));
        var length = (to - from).TotalSeconds;
        var (presences, busy) = PresenceLog.Read(log, length);
        return new(length, [.. calls.Select(c => c.Call).OrderBy(c => c.At)], presences, busy, calls.Count(c => c.Abandoned));
    }

    /// <param name="Free">when his agent was ready again; null: he was not</param>
    private readonly record struct Call(
        DateTimeOffset Dialed,
        bool Person,
        DateTimeOffset Until,
        bool Abandoned,
        DateTimeOffset? Free,
        DateTimeOffset? Bridged,
        DateTimeOffset Ended
    );

    private readonly record struct Change(Guid Agent, string Status, bool Here, DateTimeOffset At);
}
