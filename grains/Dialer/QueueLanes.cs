using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Grains.Dialer;

/// <summary>Keeps the contacts of a campaign with an order of its own in their lanes.</summary>
internal static class QueueLanes
{
    /// <summary>Due contacts put into lanes per claim; more than any claim takes.</summary>
    private const int PerClaim = 5_000;

    /// <summary>
    /// Arranges the rows for the campaign's order when they are arranged for another one. Costs one pass over the campaign's contacts, only when the order changed.
    /// </summary>
    public static async Task Align(TenantSession db, CampaignSettings campaign, DateTimeOffset now, CancellationToken ct)
    {
        var tag = LaneKey.Tag(campaign.Rules.Queue);
        if (await db.Execute("update campaigns set queue_order = @tag where id = @id and queue_order <> @tag", new { id = campaign.Id, tag }, ct) == 0) return;
        await Audience.PlanForWholeLists(db, ct);
        var lane = tag.Length == 0 ? "" : null;
        await db.Execute("update queue_entries set lane = @lane, sort_key = null where campaign_id = @id and lane is distinct from @lane", new { id = campaign.Id, lane }, ct);
        if (lane is null) await Promote(db, campaign, now, int.MaxValue, ct);
    }

    public static Task PromoteDue(TenantSession db, CampaignSettings campaign, DateTimeOffset now, CancellationToken ct) =>
        Promote(db, campaign, now, PerClaim, ct);

    /// <summary>Contacts whose moment has come get their lane and key.</summary>
    public static Task Promote(TenantSession db, CampaignSettings campaign, DateTimeOffset now, int most, CancellationToken ct)
    {
        var rules = campaign.Rules.Queue;
        TimeZoneInfo[] zones = rules.Order.StartsWith("time_zone", StringComparison.Ordinal) ? [.. TimeZoneInfo.GetSystemTimeZones()] : [];
        return db.Execute(
            $"""
            with due as (
              select contact_id from queue_entries
              where campaign_id = @campaign and status = 'queued' and lane is null and next_attempt_at <= @now
              order by next_attempt_at limit @most
            )
            update queue_entries q
            set lane = case when q.reason = 'callback' or (q.priority > 0 and @lists <> '[]') then '{ListMix.Express}'
                            else coalesce((select replace(l ->> 'listId', '-', '') from jsonb_array_elements(@lists) l where (l ->> 'listId')::uuid = q.list_id), '{ListMix.NoList}')
                                 || case when not @split then 'a' when q.attempts = 0 then 'n' else 'r' end end,
                sort_key = {LaneKey.Sql(rules.Order)}
            from due, contacts c
            where q.campaign_id = @campaign and q.contact_id = due.contact_id and c.tenant_id = q.tenant_id and c.id = q.contact_id
            """,
            new
            {
                campaign = campaign.Id, now, most, split = rules.NewEvery is not null,
                lists = new Jsonb(System.Text.Json.JsonSerializer.Serialize(rules.Lists, Rows.Json)),
                zones = zones.Select(z => z.Id).ToArray(), offsets = zones.Select(z => (int)z.GetUtcOffset(now).TotalSeconds).ToArray(),
            }, ct);
    }

    /// <summary>The first contacts of each lane whose clock allows a call.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<Guid>>> Heads(
        TenantSession db, Guid campaign, IReadOnlyList<string> lanes, IReadOnlyList<string> openZones, int most, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Query(
            """
            select l.lane, h.contact_id
            from unnest(@lanes) as l (lane)
            cross join lateral (
              select f.contact_id, f.sort_key
              from unnest(@zones) as z (zone)
              cross join lateral (
                select q.contact_id, q.sort_key from queue_entries q
                where q.tenant_id = @tenant and q.campaign_id = @campaign and q.status = 'queued' and q.lane = l.lane and q.lane > '' and q.time_zone = z.zone and q.next_attempt_at <= @now
                order by q.sort_key, q.contact_id limit @most) f
              order by f.sort_key, f.contact_id limit @most) h
            order by l.lane, h.sort_key, h.contact_id
            """, new { tenant = db.TenantId, campaign, lanes = lanes.ToArray(), zones = openZones.ToArray(), most, now }, r => (Lane: r.GetString(0), Contact: r.GetGuid(1)), ct);
        return rows.GroupBy(r => r.Lane).ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.Select(r => r.Contact)]);
    }
}
