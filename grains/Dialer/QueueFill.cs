using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// Puts the list's people into the queue, all in one statement, the gated ones as removed with their reason. Safe to repeat: who is in the queue stays as he is.
/// </summary>
internal static class QueueFill
{
    /// <returns>rows added, and how many of them can be dialled</returns>
    public static async Task<(int Added, int Dialable)> Run(TenantSession db, CampaignSettings campaign, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] lists = campaign.Rules.Queue.Lists is { Count: > 0 } mix ? [.. mix.Select(l => l.ListId)] : campaign.ListId is { } own ? [own] : [];
        if (lists.Length == 0) return (0, 0);
        await Audience.PlanForWholeLists(db, ct);
        var statuses = await db.Query(
            $"""
            with {Audience.Gated},
            states as (select * from unnest(@states, @stateZones) as s (abbr, zone)),
            countries as (select * from unnest(@countries, @countryZones) as s (name, zone)),
            zones as (select unnest(@zones) as name)
            insert into queue_entries (tenant_id, campaign_id, contact_id, account_id, phone_e164, phone_kind, time_zone, status, reason, next_attempt_at, list_id, lane, created_at, updated_at)
            select @tenant, @campaign, g.contact_id, g.account_id, coalesce(g.phone, ''), g.kind,
                   coalesce(z.name,
                            case when coalesce(lower(trim(g.country)), '') in ('', 'us', 'usa', 'united states', 'united states of america') then s.zone end,
                            k.zone, @zone),
                   case when coalesce(g.reason, d.why) is null then 'queued' else 'removed' end, coalesce(g.reason, d.why), @now, case when @mixed then g.list_id end, @lane, @now, @now
            from gated g
            left join zones z on z.name = g.time_zone
            left join states s on s.abbr = upper(trim(g.state_abbr))
            left join countries k on k.name = lower(trim(g.country))
            left join (
              select phone_e164, contact_id, 'duplicate_phone' as why from queue_entries
              where tenant_id = @tenant and campaign_id = @campaign and status <> 'removed') d on d.phone_e164 = g.phone and d.contact_id <> g.contact_id
            on conflict (tenant_id, campaign_id, contact_id) do nothing
            returning status
            """,
            new
            {
                tenant = db.TenantId, campaign = campaign.Id, lists, now, mixed = campaign.Rules.Queue.Lists.Count > 0, lane = campaign.Rules.Queue.IsPlain() ? "" : null, zone = campaign.Zone,
                states = ContactZone.ByState.Keys.ToArray(), stateZones = ContactZone.ByState.Values.ToArray(),
                countries = ContactZone.ByCountry.Keys.ToArray(), countryZones = ContactZone.ByCountry.Values.ToArray(),
                zones = TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/')).Append("UTC").ToArray(),
            },
            r => r.GetString(0), ct);
        await ZoneRows.Align(db, campaign, null, ct);
        var dialable = statuses.Count(s => s == EntryStatus.Queued);
        dialable += await QueueFilters.Apply(db, campaign, now, ct);
        dialable += await QuotaRows.Apply(db, campaign, now, ct);
        if (campaign.Cap is { Mode: CapMode.QueueSize } cap) dialable -= await KeepWithinCap(db, campaign, cap.Value, now, ct);
        if (!campaign.Rules.Queue.IsPlain()) await QueueLanes.Promote(db, campaign, now, int.MaxValue, ct);
        return (statuses.Count, dialable);
    }

    /// <summary>After a large fill: the planner learns of the new rows now and not when autovacuum comes by.</summary>
    public static Task Analyze(TenantSession db, int added, CancellationToken ct) =>
        added < 1000 ? Task.CompletedTask : db.Execute("analyze queue_entries", null, ct);

    /// <summary>Each account's first contacts hold the places of its cap; the others leave the queue until a place is given back.</summary>
    private static async Task<int> KeepWithinCap(TenantSession db, CampaignSettings settings, int cap, DateTimeOffset now, CancellationToken ct)
    {
        var (campaign, scope) = (settings.Id, settings.CapScope(db.TenantId));
        var place = settings.SharesCap ? CapRows.SharedPlaceSql : "q.contact_id";
        await CapRows.KeepGrainsOut(db, scope, ct);
        await db.Execute(
            $"""
            with used as (
              select account_id, count(*) as places from cap_reservations
              where campaign_id = @scope and state <> 'released' group by account_id
            ),
            waiting as (
              select q.account_id, {place} as ref,
                     row_number() over (partition by q.account_id order by q.priority desc, q.contact_id) + coalesce(u.places, 0) as place
              from queue_entries q left join used u on u.account_id = q.account_id
              where q.campaign_id = @campaign and q.status = 'queued' and q.account_id is not null
                and not exists (
                  select 1 from cap_reservations r
                  where r.tenant_id = q.tenant_id and r.campaign_id = @scope and r.account_id = q.account_id and r.ref_id = {place} and r.state <> 'released')
            )
            insert into cap_reservations (tenant_id, campaign_id, account_id, ref_id, state, updated_at)
            select @tenant, @scope, w.account_id, w.ref, 'reserved', @now from waiting w where w.place <= @cap
            on conflict (tenant_id, campaign_id, account_id, ref_id) do update set state = 'reserved', leased_until = null, updated_at = @now
            """, new { tenant = db.TenantId, campaign, scope, cap, now }, ct);
        return await db.Execute(
            $"""
            update queue_entries q set status = 'removed', reason = 'cap_reached', updated_at = @now
            where q.campaign_id = @campaign and q.status = 'queued' and q.account_id is not null
              and not exists (
                select 1 from cap_reservations r
                where r.tenant_id = q.tenant_id and r.campaign_id = @scope and r.account_id = q.account_id and r.ref_id = {place} and r.state <> 'released')
            """, new { campaign, scope, now }, ct);
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
