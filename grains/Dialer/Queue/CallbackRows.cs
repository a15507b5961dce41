using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Callbacks promised by an agent for himself: they stand in a lane of their own, which no other claim looks at.</summary>
internal static class CallbackRows
{
    /// <summary>Callbacks whose agent was not free for so long after their moment are for whoever is free.</summary>
    public static Task<int> PassOn(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<string> openZones,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        campaign.Rules.Recycle.NoShowMinutes is not { } minutes
            ? Task.FromResult(0)
            : db.Execute(
                """
                update queue_entries set callback_agent = null, updated_at = @now
                where campaign_id = @campaign and status = 'queued' and lane = '@' and lane > '' and time_zone = any(@zones) and next_attempt_at <= @late
                """,
                new
                {
                    campaign = campaign.Id,
                    zones = openZones.ToArray(),
                    late = now.AddMinutes(-minutes),
                    now,
                },
                ct
            );

    /// <summary>False: there is no such promise waiting.</summary>
    public static async Task<bool> Move(
        TenantSession db,
        Guid campaign,
        Guid contact,
        Guid? agent,
        DateTimeOffset? at,
        Guid by,
        Guid auditId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var moved = await db.Execute(
            """
            update queue_entries set callback_agent = @agent, callback_at = coalesce(@at, callback_at), next_attempt_at = coalesce(@at, next_attempt_at), updated_at = @now
            where campaign_id = @campaign and contact_id = @contact and status = 'queued' and callback_at is not null
            """,
            new
            {
                campaign,
                contact,
                agent,
                at,
                now,
            },
            ct
        );
        if (moved == 0)
            return false;
        await AuditRow.Insert(
            db,
            auditId,
            by,
            "callbacks.moved",
            "contact",
            contact,
            new
            {
                campaign,
                agent,
                at,
            },
            now,
            ct
        );
        return true;
    }

    public static async Task<bool> Cancel(
        TenantSession db,
        Guid campaign,
        Guid contact,
        Guid by,
        Guid auditId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var cancelled = await db.Execute(
            """
            update queue_entries set status = 'done', reason = null, callback_at = null, callback_agent = null, updated_at = @now
            where campaign_id = @campaign and contact_id = @contact and status = 'queued' and callback_at is not null
            """,
            new
            {
                campaign,
                contact,
                now,
            },
            ct
        );
        if (cancelled == 0)
            return false;
        await AuditRow.Insert(db, auditId, by, "callbacks.cancelled", "contact", contact, new { campaign }, now, ct);
        return true;
    }

    public static Task<bool> Runs(TenantSession db, Guid campaign, Guid contact, CancellationToken ct) =>
        db.Scalar<bool>(
            "select true from queue_entries where campaign_id = @campaign and contact_id = @contact and callback_at is not null and status in ('claimed', 'in_progress')",
            new { campaign, contact },
            ct
        );

    /// <summary>For each of these agents his longest due callback: contact → agent.</summary>
    public static async Task<Dictionary<Guid, Guid>> DueOf(
        TenantSession db,
        Guid campaign,
        IReadOnlyList<Guid> agents,
        IReadOnlyList<string> openZones,
        IReadOnlyList<Guid> except,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var due = await db.Query<DueCallback>(
            """
            select distinct on (callback_agent) callback_agent as agent, contact_id as contact from queue_entries
            where campaign_id = @campaign and status = 'queued' and lane = '@' and lane > '' and time_zone = any(@zones) and next_attempt_at <= @now and callback_agent = any(@agents)
              and contact_id <> all(@except)
            order by callback_agent, next_attempt_at, contact_id
            """,
            new
            {
                campaign,
                zones = openZones.ToArray(),
                agents = agents.ToArray(),
                except = except.ToArray(),
                now,
            },
            ct
        );
        return due.ToDictionary(d => d.Contact, d => d.Agent);
    }

    private readonly record struct DueCallback(Guid Agent, Guid Contact);
}
