using System.Text.Json;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// Puts some of the lists' people into the queue, the gated ones as removed with their reason. Safe to repeat: who is in the queue stays as he is.
/// </summary>
internal static class QueueFill
{
    /// <param name="contacts">people of the lists</param>
    /// <param name="due">from when on they may be called, for all of one pass the same</param>
    /// <returns>rows added, and how many of them can be dialled</returns>
    public static async Task<(int Added, int Dialable)> Run(
        TenantSession db, CampaignSettings campaign, Guid[] lists, Guid[] contacts, DateTimeOffset due, DateTimeOffset now, CancellationToken ct)
    {
        if (contacts.Length == 0) return (0, 0);
        await QueueChore.PlanForPages(db, ct);
        var rows = await db.Query(
            $"""
            with {Audience.GatedPage}
            insert into queue_entries (tenant_id, campaign_id, contact_id, account_id, phone_e164, phone_kind, time_zone, status, reason, next_attempt_at, list_id, lane, created_at, updated_at)
            select @tenant, @campaign, g.contact_id, g.account_id, coalesce(g.phone, ''), g.kind,
                   coalesce(case when @zones ? g.time_zone then g.time_zone end,
                            case when coalesce(lower(trim(g.country)), '') in ('', 'us', 'usa', 'united states', 'united states of america') then @states ->> upper(trim(g.state_abbr)) end,
                            @countries ->> lower(trim(g.country)), @zone),
                   case when g.reason is null and not g.taken then 'queued' else 'removed' end, coalesce(g.reason, case when g.taken then 'duplicate_phone' end),
                   @due, case when @mixed then g.list_id end, @lane, @due, @now
            from (
              select *, exists (
                select 1 from queue_entries d
                where d.campaign_id = @campaign and d.phone_e164 = gated.phone and d.status <> 'removed' and d.contact_id <> gated.contact_id) as taken
              from gated) g
            on conflict (tenant_id, campaign_id, contact_id) do nothing
            returning contact_id, status
            """,
            new
            {
                tenant = db.TenantId, campaign = campaign.Id, lists, contacts, due, now, mixed = campaign.Rules.Queue.Lists.Count > 0, lane = campaign.Rules.Queue.IsPlain() ? "" : null,
                zone = campaign.Zone, states = States, countries = Countries, zones = Zones,
            },
            r => (Contact: r.GetGuid(0), Queued: r.GetString(1) == EntryStatus.Queued), ct);
        Guid[] waiting = [.. rows.Where(r => r.Queued).Select(r => r.Contact)];
        if (waiting.Length == 0) return (rows.Count, 0);
        var dialable = waiting.Length + await RulesChore.Apply(db, campaign, waiting, now, ct);
        await QueueLanes.PromoteThese(db, campaign, waiting, now, ct);
        return (rows.Count, dialable);
    }

    // Looked up for each person, so as objects that are searched by halves and not as tables that are joined by loops.
    private static readonly Jsonb States = new(JsonSerializer.Serialize(ContactZone.ByState));
    private static readonly Jsonb Countries = new(JsonSerializer.Serialize(ContactZone.ByCountry));
    private static readonly Jsonb Zones = new(JsonSerializer.Serialize(
        TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/')).Append("UTC").ToDictionary(id => id, _ => 1)));

    public static Task Analyze(TenantSession db, CancellationToken ct) => db.Execute("analyze queue_entries", null, ct);

    /// <summary>The first of these contacts hold the places that are left of their account's cap; the others leave the queue until a place is given back.</summary>
    /// <returns>contacts that left</returns>
    public static async Task<int> KeepWithinCap(TenantSession db, CampaignSettings settings, Guid[] contacts, int cap, DateTimeOffset now, CancellationToken ct)
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
            """, new { tenant = db.TenantId, campaign, contacts, scope, cap, now }, ct);
        return await db.Execute(
            $"""
            update queue_entries q set status = 'removed', reason = 'cap_reached', updated_at = @now
            where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'queued' and q.account_id is not null
              and not exists (
                select 1 from cap_reservations r
                where r.tenant_id = q.tenant_id and r.campaign_id = @scope and r.account_id = q.account_id and r.ref_id = {place} and r.state <> 'released')
            """, new { campaign, contacts, scope, now }, ct);
    }

    /// <summary>The next contact of an account that waits outside for a place; null when none does.</summary>
    public static Task<Guid?> NextOutside(TenantSession db, Guid campaign, Guid account, CancellationToken ct) =>
        db.Scalar<Guid?>(
            """
            select contact_id from queue_entries
            where campaign_id = @campaign and account_id = @account and status = 'removed' and reason = 'cap_reached'
            order by priority desc, contact_id limit 1
            """, new { campaign, account }, ct);

    public static Task LetIn(TenantSession db, Guid campaign, Guid contact, DateTimeOffset now, CancellationToken ct) =>
        db.Execute(
            """
            update queue_entries set status = 'queued', reason = null, next_attempt_at = @now, updated_at = @now
            where campaign_id = @campaign and contact_id = @contact and status = 'removed' and reason = 'cap_reached'
            """, new { campaign, contact, now }, ct);
}
