using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Grains.Dialer.Places;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>What an activation finds: calls that run, calls that ended without the queue hearing of it, today's counts.</summary>
internal sealed record QueueFound(
    IReadOnlyList<InFlightCall> Running,
    IReadOnlyList<EndedMeanwhile> Ended,
    IReadOnlyList<HeldCap> HeldCaps,
    IReadOnlyList<Guid> Agents
);

/// <param name="Outcome">of the attempt</param>
/// <param name="Rang">the carrier had taken the dial</param>
internal sealed record EndedMeanwhile(
    Guid CallId,
    Guid ContactId,
    Guid? AccountId,
    int Attempts,
    string Outcome,
    DateTimeOffset At,
    bool Rang
);

/// <summary>A reservation of a call that is over.</summary>
internal sealed record HeldCap(Guid AccountId, Guid CallId, string? Outcome, string? Disposition, bool Disposed);

/// <summary>Everything an activation does to the rows before it dials: it frees what an older one had claimed and picks up what was running.</summary>
internal static class QueueRecovery
{
    public static async Task<QueueFound> Run(TenantSession db, Guid campaign, CancellationToken ct)
    {
        // Claims are worth nothing without the memory that made them; the epoch taken before keeps their owner from coming back.
        await db.Execute(
            "update queue_entries set status = 'queued', claimed_until = null where campaign_id = @campaign and status = 'claimed'",
            new { campaign },
            ct
        );
        await QuotaRows.Seed(db, campaign, ct);
        var running = await db.Query<InFlightCall>(
            """
            select id as call_id, contact_id, account_id, phone_e164 as phone, attempt_no, status, coalesce(bridged_at, answered_at, dialed_at, created_at) as since, agent_id, null as agent_leg_id, for_agent, agentless,
                   counts_as_abandoned(outcome, answered_at, bridged_at, connect_by, amd_result) as late
            from call_attempts where campaign_id = @campaign and ended_at is null
            """,
            new { campaign },
            ct
        );
        var ended = await db.Query<EndedMeanwhile>(
            """
            select a.id as call_id, q.contact_id, q.account_id, q.attempts, coalesce(a.outcome, 'failed') as outcome, a.ended_at as at, a.dialed_at is not null as rang
            from queue_entries q join call_attempts a on a.tenant_id = q.tenant_id and a.id = q.call_id
            where q.campaign_id = @campaign and q.status = 'in_progress' and a.ended_at is not null
            """,
            new { campaign },
            ct
        );
        var held = await db.Query<HeldCap>(
            """
            select r.account_id, a.id as call_id, a.outcome, a.disposition, a.disposed_at is not null as disposed
            from cap_reservations r join call_attempts a on a.tenant_id = r.tenant_id and a.id = r.ref_id
            where r.campaign_id = any(@scopes) and a.campaign_id = @campaign and r.state = 'reserved' and a.ended_at is not null
            """,
            new
            {
                campaign,
                scopes = new[]
                {
                    campaign,
                    SharedPlaces.Scope(db.TenantId, CapMode.ConnectedCalls),
                    SharedPlaces.Scope(db.TenantId, CapMode.PositiveDispositions),
                },
            },
            ct
        );
        return new QueueFound(running, ended, held, await Agents(db, campaign, ct));
    }

    public static Task<List<Guid>> Agents(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Query<Guid>("select agent_id from campaign_agents where campaign_id = @campaign and released_at is null", new { campaign }, ct);

    public static Task<List<string>> Zones(TenantSession db, Guid campaign, CancellationToken ct) =>
        // From zone to zone along the key of the claim, instead of past every contact.
        db.Query<string>(
            """
            with recursive zones as (
              (select time_zone from queue_entries where tenant_id = @tenant and campaign_id = @campaign order by time_zone limit 1)
              union all
              select (select q.time_zone from queue_entries q where q.tenant_id = @tenant and q.campaign_id = @campaign and q.time_zone > z.time_zone order by q.time_zone limit 1)
              from zones z where z.time_zone is not null
            )
            select time_zone from zones where time_zone is not null
            """,
            new { tenant = db.TenantId, campaign },
            ct
        );
}
