using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Grains.Dialer.Gates;
using Pivotal.Grains.Dialer.Places;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// Puts some of the lists' people into the queue, the gated ones as removed with their reason. Safe to repeat: who is in the queue stays as he is, except that who was taken off the lists comes back.
/// </summary>
internal static class QueueFill
{
    /// <param name="contacts">people of the lists</param>
    /// <param name="due">from when on they may be called, for all of one pass the same</param>
    /// <returns>rows added, and how many of them can be dialled</returns>
    public static async Task<(int Added, int Dialable)> Run(
        TenantSession db,
        CampaignSettings campaign,
        Guid[] lists,
        Guid[] contacts,
        DateTimeOffset due,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (contacts.Length == 0)
            return (0, 0);
        ChoreRows.PlanForPages(db);
        var rows = await db.Query<Filled>(
            $"""
            with {Audience.GatedPage}
            insert into queue_entries (tenant_id, campaign_id, contact_id, account_id, phone_e164, phone_kind, time_zone, status, reason, next_attempt_at, list_id, lane, created_at, updated_at)
            select @tenant, @campaign, g.contact_id, g.account_id, coalesce(g.phone, ''), g.kind,
                   {ClockSql.Of("g", "g.phone")},
                   case when g.reason is null and not g.taken then 'queued' else 'removed' end, coalesce(g.reason, case when g.taken then 'duplicate_phone' end),
                   @due, case when @mixed then g.list_id end, @lane, @due, @now
            from (
              select *, exists (
                select 1 from (
                  -- By the number and nothing else: while the planner believes a new queue to be empty, it would read the whole campaign for each person.
                  select x.campaign_id, x.contact_id from queue_entries x where x.phone_e164 = gated.phone and x.status <> 'removed' offset 0) d
                where d.campaign_id = @campaign and d.contact_id <> gated.contact_id) as taken
              from gated) g
            on conflict (tenant_id, campaign_id, contact_id) do update
            set status = excluded.status, reason = excluded.reason, account_id = excluded.account_id, phone_e164 = excluded.phone_e164, phone_kind = excluded.phone_kind,
                time_zone = excluded.time_zone, list_id = excluded.list_id, next_attempt_at = greatest(queue_entries.next_attempt_at, excluded.next_attempt_at), updated_at = excluded.updated_at
            where queue_entries.status = 'removed' and queue_entries.reason = 'not_listed'
            returning contact_id as contact, status = 'queued' as queued
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                lists,
                contacts,
                due,
                now,
                mixed = campaign.Rules.Queue.Lists.Count > 0,
                lane = campaign.Rules.Queue.IsPlain() ? "" : null,
                tables = ClockSql.Tables,
                zone = campaign.Zone,
                contactZone = campaign.UseContactZone,
                strict = campaign.Compliance.StrictZones,
            },
            ct
        );
        Guid[] waiting = [.. rows.Where(r => r.Queued).Select(r => r.Contact)];
        if (waiting.Length == 0)
            return (rows.Count, 0);
        var dialable = waiting.Length + await RulesChore.Apply(db, campaign, waiting, now, ct);
        await QueueLanes.PromoteThese(db, campaign, waiting, now, ct);
        return (rows.Count, dialable);
    }

    /// <summary>The first of these contacts hold the places that are left of their account's cap; the others leave the queue until a place is given back.</summary>
    /// <returns>contacts that left</returns>
    public static async Task<int> KeepWithinCap(
        TenantSession db,
        CampaignSettings settings,
        Guid[] contacts,
        int cap,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (campaign, scope) = (settings.Id, settings.CapScope(db.TenantId));
        var place = settings.SharesCap ? CapRows.SharedPlaceSql : "q.contact_id";
        await CapRows.KeepGrainsOut(db, scope, ct);
        await db.Execute(
            $"""
            with used as (
              select r.account_id, count(*) as places from cap_reservations r
              where r.tenant_id = @tenant and r.campaign_id = @scope and r.state <> 'released'
                and r.account_id in (select q.account_id from queue_entries q where q.campaign_id = @campaign and q.contact_id = any(@contacts))
              group by r.account_id
            ),
            waiting as (
              select q.account_id, {place} as ref,
                     row_number() over (partition by q.account_id order by q.priority desc, q.contact_id) + coalesce(u.places, 0) as place
              from queue_entries q left join used u on u.account_id = q.account_id
              where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'queued' and q.account_id is not null
                and not exists (
                  select 1 from cap_reservations r
                  where r.tenant_id = q.tenant_id and r.campaign_id = @scope and r.account_id = q.account_id and r.ref_id = {place} and r.state <> 'released')
            )
            insert into cap_reservations (tenant_id, campaign_id, account_id, ref_id, state, updated_at)
            select @tenant, @scope, w.account_id, w.ref, 'reserved', @now from waiting w where w.place <= @cap
            on conflict (tenant_id, campaign_id, account_id, ref_id) do update set state = 'reserved', leased_until = null, updated_at = @now
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                contacts,
                scope,
                cap,
                now,
            },
            ct
        );
        return await db.Execute(
            $"""
            update queue_entries q set status = 'removed', reason = 'cap_reached', updated_at = @now
            where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'queued' and q.account_id is not null
              and not exists (
                select 1 from cap_reservations r
                where r.tenant_id = q.tenant_id and r.campaign_id = @scope and r.account_id = q.account_id and r.ref_id = {place} and r.state <> 'released')
            """,
            new
            {
                campaign,
                contacts,
                scope,
                now,
            },
            ct
        );
    }

    /// <summary>The next contact of an account that waits outside for a place; null when none does.</summary>
    public static Task<Guid?> NextOutside(TenantSession db, Guid campaign, Guid account, CancellationToken ct) =>
        db.Scalar<Guid?>(
            """
            select contact_id from queue_entries
            where campaign_id = @campaign and account_id = @account and status = 'removed' and reason = 'cap_reached'
            order by priority desc, contact_id limit 1
            """,
            new { campaign, account },
            ct
        );

    public static Task LetIn(TenantSession db, Guid campaign, Guid contact, DateTimeOffset now, CancellationToken ct) =>
        db.Execute(
            """
            update queue_entries set status = 'queued', reason = null, next_attempt_at = @now, updated_at = @now
            where campaign_id = @campaign and contact_id = @contact and status = 'removed' and reason = 'cap_reached'
            """,
            new
            {
                campaign,
                contact,
                now,
            },
            ct
        );

    private readonly record struct Filled(Guid Contact, bool Queued);
}
