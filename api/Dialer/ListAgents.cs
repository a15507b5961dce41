using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.GrainInterfaces.Agents;

namespace Pivotal.Api.Dialer;

/// <summary>Everybody with the role agent, and whoever is at work without having it (any more), as their rows say; what changes meanwhile is pushed.</summary>
internal static class ListAgents
{
    public static async Task<Ok<List<AgentView>>> Handle(RequestDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Run(
                (s, inner) =>
                    s.Query<AgentView>(
                        """
                        select u.id as agent_id, coalesce(a.status, 'offline') as status, a.reason, coalesce(a.since, u.created_at) as since, a.idle_since, c.id as campaign_id, c.name as campaign_name, null as pending_status, null::jsonb as call,
                               coalesce(d.calls, 0) as today_calls, coalesce(d.connected, 0) as today_connected, coalesce(d.qualified, 0) as today_qualified, coalesce(d.talk, 0) as today_talk_seconds
                        from users u
                        left join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id and r.role = 'agent'
                        left join agent_states a on a.tenant_id = u.tenant_id and a.agent_id = u.id
                        left join campaign_agents g on g.tenant_id = u.tenant_id and g.agent_id = u.id and g.released_at is null
                        left join campaigns c on c.tenant_id = g.tenant_id and c.id = g.campaign_id
                        left join lateral (
                          select count(*)::int as calls, (count(*) filter (where t.outcome = 'connected'))::int as connected, (count(*) filter (where t.disposition = 'qualified'))::int as qualified,
                                 coalesce(sum(extract(epoch from t.ended_at - t.bridged_at)) filter (where t.outcome = 'connected'), 0)::int as talk
                          from call_attempts t
                          where t.tenant_id = u.tenant_id and t.agent_id = u.id
                            and t.created_at >= date_trunc('day', now(), (select time_zone from tenants where id = u.tenant_id))) d on true
                        where (u.status = 'active' and r.role is not null) or a.status <> 'offline'
                        order by u.last_name, u.first_name, u.id
                        """,
                        null,
                        inner
                    ),
                ct
            )
        );
}
