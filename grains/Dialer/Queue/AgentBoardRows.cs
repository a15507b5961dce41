using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The agents of a campaign as its board shows them.</summary>
internal static class AgentBoardRows
{
    /// <summary>Assigned agents with the status their rows have.</summary>
    public static Task<List<QueueAgent>> OfCampaign(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Query<QueueAgent>(
            $"""
            select u.id as agent_id, {PersonName.Of(
                "u"
            )} as name, coalesce(s.status, 'offline') as status, coalesce(s.since, g.assigned_at) as since, s.call_id,
                   case when s.status = 'break' then s.since + p.max_minutes * interval '1 minute' end as pause_until
            from campaign_agents g
            join users u on u.tenant_id = g.tenant_id and u.id = g.agent_id
            left join agent_states s on s.tenant_id = g.tenant_id and s.agent_id = g.agent_id
            left join pause_codes p on p.tenant_id = g.tenant_id and p.code = s.reason
            where g.campaign_id = @campaign and g.released_at is null
            order by 2, 1
            """,
            new { campaign },
            ct
        );
}
