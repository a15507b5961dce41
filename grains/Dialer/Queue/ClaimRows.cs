using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Grains.Calls;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// Takes the next due contacts whose clock allows a call. Both ways walk an index from its start and read as many rows as they take, for each open time zone (and lane);
/// both are exact: nobody due is passed over for somebody later in the order, except a row that somebody else holds this instant, which is skipped and not waited for.
/// </summary>
internal static class ClaimRows
{
    /// <param name="mix">null: the default order</param>
    /// <param name="except">passed over</param>
    public static async Task<IReadOnlyList<HopperEntry>> Run(
        TenantSession db,
        CampaignSettings campaign,
        ListMix? mix,
        long epoch,
        int most,
        IReadOnlyList<string> openZones,
        DateTimeOffset now,
        TimeSpan lease,
        CancellationToken ct,
        IReadOnlyList<Guid>? except = null
    ) => await Take(db, campaign.Id, epoch, await Choose(db, campaign, mix, most, openZones, except ?? [], now, ct), now, lease, ct);

    /// <summary>Who would be claimed.</summary>
    public static async Task<IReadOnlyList<Guid>> Choose(
        TenantSession db,
        CampaignSettings campaign,
        ListMix? mix,
        int most,
        IReadOnlyList<string> openZones,
        IReadOnlyList<Guid> except,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // Right after a fill the planner has no statistics and would rather sort the whole queue; the walk is what the indexes are for.
        db.RunAhead(
            "select set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)"
        );
        if (mix is null)
            return [.. (await Next(db, campaign.Id, most + except.Count, openZones, now, ct)).Except(except).Take(most)];
        await QueueLanes.PromoteDue(db, campaign, mix.Turn, now, ct);
        var heads = await QueueLanes.Heads(db, campaign.Id, mix.Lanes, openZones, most + except.Count, now, ct);
        return mix.Take(
            except.Count == 0 ? heads : heads.ToDictionary(h => h.Key, h => (IReadOnlyList<Guid>)[.. h.Value.Except(except)]),
            most
        );
    }

    private static Task<List<Guid>> Next(
        TenantSession db,
        Guid campaign,
        int most,
        IReadOnlyList<string> openZones,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Query<Guid>(
            """
            select f.contact_id
            from unnest(@zones) as z (zone)
            cross join lateral (
              select q.contact_id, q.priority, q.next_attempt_at from queue_entries q
              where q.tenant_id = @tenant and q.campaign_id = @campaign and q.status = 'queued' and q.lane = '' and q.time_zone = z.zone and q.next_attempt_at <= @now
              order by q.priority desc, q.next_attempt_at, q.contact_id limit @most) f
            order by f.priority desc, f.next_attempt_at, f.contact_id limit @most
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                zones = openZones.ToArray(),
                most,
                now,
            },
            ct
        );

    /// <summary>Claims these contacts, in this order, as far as they are still waiting.</summary>
    public static async Task<IReadOnlyList<HopperEntry>> Take(
        TenantSession db,
        Guid campaign,
        long epoch,
        IReadOnlyList<Guid> contacts,
        DateTimeOffset now,
        TimeSpan lease,
        CancellationToken ct
    )
    {
        if (contacts.Count == 0)
            return [];
        return await db.Query<HopperEntry>(
            $"""
            with free as (
              select contact_id from queue_entries
              where campaign_id = @campaign and contact_id = any(@contacts) and status = 'queued' for update skip locked
            ),
            claimed as (
              update queue_entries q set status = 'claimed', epoch = @epoch, claimed_until = @until, updated_at = @now
              from free where q.campaign_id = @campaign and q.contact_id = free.contact_id
              returning q.*
            )
            select q.phone_e164 as phone, q.time_zone, q.attempts, q.reason, {CardRow.Person}
            from claimed q
            join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
            left join accounts a on a.tenant_id = q.tenant_id and a.id = q.account_id
            order by array_position(@contacts, q.contact_id)
            """,
            new
            {
                campaign,
                epoch,
                contacts = contacts.ToArray(),
                now,
                until = now + lease,
            },
            ct
        );
    }

    /// <summary>Whom this activation has claimed, as the rows have it.</summary>
    public static Task<List<Guid>> Of(TenantSession db, Guid campaign, long epoch, CancellationToken ct) =>
        db.Query<Guid>(
            "select contact_id from queue_entries where tenant_id = @tenant and campaign_id = @campaign and status = 'claimed' and epoch = @epoch",
            new
            {
                tenant = db.TenantId,
                campaign,
                epoch,
            },
            ct
        );
}
