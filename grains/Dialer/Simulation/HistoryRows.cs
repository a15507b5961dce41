using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Grains.Dialer.Simulation;

/// <summary>A campaign's last hours from its call and status rows.</summary>
internal static class HistoryRows
{
    /// <summary>The latest of a longer past; more would not make the answer better, only later.</summary>
    private const int MostCalls = 50_000;

    public static async Task<CampaignHistory> Read(TenantSession db, Guid campaign, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var calls = await db.Query(
            """
            select a.dialed_at, a.outcome in ('connected', 'abandoned'), coalesce(a.answered_at, a.ended_at), counts_as_abandoned(a.outcome, a.answered_at, a.bridged_at, a.connect_by, a.amd_result),
                   case when a.bridged_at is not null then (
                     select l.at from agent_state_log l
                     where l.tenant_id = a.tenant_id and l.agent_id = a.agent_id and l.at >= a.bridged_at and l.status not in ('on_call', 'wrap_up')
                     order by l.at limit 1) end,
                   a.bridged_at, a.ended_at
            from call_attempts a
            where a.campaign_id = @campaign and a.created_at >= @from and a.created_at < @to and a.dialed_at is not null and a.ended_at is not null and a.outcome <> 'cancelled'
            order by a.created_at desc limit @most
            """, new { campaign, from, to, most = MostCalls },
            r =>
            {
                var (dialed, until) = (r.GetFieldValue<DateTimeOffset>(0), r.GetFieldValue<DateTimeOffset>(2));
                double? handle = r.TimeAt(5) is { } bridged ? ((r.TimeAt(4) ?? r.GetFieldValue<DateTimeOffset>(6)) - bridged).TotalSeconds : null;
                return (Call: new PastCall((dialed - from).TotalSeconds, r.GetBoolean(1), Math.Max(0, (until - dialed).TotalSeconds), handle), Abandoned: r.GetBoolean(3));
            }, ct);
        var log = await db.Query(
            """
            with team as (select distinct agent_id from campaign_agents where campaign_id = @campaign)
            select l.agent_id, l.status, l.campaign_id = @campaign, l.at
            from team t join agent_state_log l on l.agent_id = t.agent_id and l.at >= @from and l.at < @to
            union all
            select l.agent_id, l.status, l.campaign_id = @campaign, l.at
            from team t cross join lateral (
              select * from agent_state_log b where b.agent_id = t.agent_id and b.at < @from order by b.at desc limit 1) l
            """, new { campaign, from, to },
            r => new StatusChange(r.GetGuid(0), r.GetString(1), !r.IsDBNull(2) && r.GetBoolean(2), (r.GetFieldValue<DateTimeOffset>(3) - from).TotalSeconds), ct);
        var length = (to - from).TotalSeconds;
        var (presences, busy) = PresenceLog.Read(log, length);
        return new(length, [.. calls.Select(c => c.Call).OrderBy(c => c.At)], presences, busy, calls.Count(c => c.Abandoned));
    }
}
