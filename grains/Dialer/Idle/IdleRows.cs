using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Idle;

namespace Pivotal.Grains.Dialer.Idle;

/// <summary>agent_idle, always for many parts at once. Callers that write hold the campaign's fence.</summary>
internal static class IdleRows
{
    public static Task<List<IdlePart>> Load(TenantSession db, Guid campaign, DateTimeOffset since, CancellationToken ct) =>
        db.Query<IdlePart>(
            "select agent_id, quarter, reason, milliseconds, seen_until from agent_idle where campaign_id = @campaign and quarter >= @since",
            new { campaign, since },
            ct
        );

    public static Task Store(TenantSession db, Guid campaign, IReadOnlyList<IdlePart> parts, CancellationToken ct) =>
        db.Execute(
            """
            insert into agent_idle (tenant_id, campaign_id, quarter, agent_id, reason, milliseconds, seen_until)
            select @tenant, @campaign, p.quarter, p.agent_id, p.reason, p.milliseconds, p.seen_until
            from unnest(@quarters, @agents, @reasons, @times, @until) as p (quarter, agent_id, reason, milliseconds, seen_until)
            where exists (select 1 from users u where u.tenant_id = @tenant and u.id = p.agent_id)
            on conflict (tenant_id, campaign_id, quarter, agent_id, reason) do update set milliseconds = excluded.milliseconds, seen_until = excluded.seen_until
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                quarters = parts.Select(p => p.Quarter).ToArray(),
                agents = parts.Select(p => p.AgentId).ToArray(),
                reasons = parts.Select(p => p.Reason).ToArray(),
                times = parts.Select(p => p.Milliseconds).ToArray(),
                until = parts.Select(p => p.SeenUntil).ToArray(),
            },
            ct
        );
}
