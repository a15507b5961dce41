using System.Globalization;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Keeps the contacts of a campaign with an order of its own in their lanes.</summary>
internal static class QueueLanes
{
    /// <summary>Due contacts put into lanes per claim; more than any claim takes.</summary>
    private const int PerClaim = 5_000;

    /// <summary>Placed while everybody waits for the change: more than a hopper holds.</summary>
    private const int FirstPlaced = 1_000;

    /// <summary>The lane of callbacks that wait for an agent of their own.</summary>
    public const string Own = "@";

    /// <summary>
    /// Makes the order that the campaign asks for the one that claims go by. When it is another one than before, the lanes of the old one count no more, the contacts
    /// are placed piece by piece (<see cref="OrderChore"/>), and the first of them at once. The transaction must hold the fence alone.
    /// </summary>
    /// <param name="first">how many are placed at once</param>
    /// <returns>what the lanes of this order begin with, and whether it is new</returns>
    public static async Task<(string Turn, bool Changed)> Align(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<string> openZones,
        DateTimeOffset now,
        CancellationToken ct,
        int first = FirstPlaced
    )
    {
        var tag = LaneKey.Tag(campaign.Rules.Queue);
        var changed = await CampaignRows.Align(db, campaign.Id, tag, ct);
        if (changed)
        {
            await ChoreRows.Begin(db, campaign.Id, OpenChore.Order, [], now, ct);
            await OrderChore.Place(db, campaign, openZones, first, now, ct);
        }

        return (await Turn(db, campaign.Id, ct), changed);
    }

    /// <summary>Lanes of a later order are greater, and those of all orders are smaller than <see cref="Own"/>.</summary>
    public static async Task<string> Turn(TenantSession db, Guid campaign, CancellationToken ct) =>
        (await db.Scalar<int>("select queue_turn from campaigns where id = @campaign", new { campaign }, ct)).ToString(
            "D6",
            CultureInfo.InvariantCulture
        );

    public static async Task PromoteDue(TenantSession db, CampaignSettings campaign, string turn, DateTimeOffset now, CancellationToken ct)
    {
        var due = await db.Query<Guid>(
            "select contact_id from queue_entries where tenant_id = @tenant and campaign_id = @campaign and status = 'queued' and lane is null and next_attempt_at <= @now order by next_attempt_at limit @most",
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                now,
                most = PerClaim,
            },
            ct
        );
        if (due.Count > 0)
            await Promote(db, campaign, turn, [.. due], now, ct);
    }

    /// <summary>For contacts that have just come in. In the default order they stand where they are.</summary>
    public static async Task PromoteThese(
        TenantSession db,
        CampaignSettings campaign,
        Guid[] contacts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (!campaign.Rules.Queue.IsPlain())
            await Promote(db, campaign, await Turn(db, campaign.Id, ct), contacts, now, ct);
    }

    /// <summary>Of these contacts, those whose moment has come and who have no place in this order get their lane and key.</summary>
    public static Task<int> Promote(
        TenantSession db,
        CampaignSettings campaign,
        string turn,
        Guid[] contacts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rules = campaign.Rules.Queue;
        TimeZoneInfo[] zones = rules.Order.StartsWith("time_zone", StringComparison.Ordinal) ? [.. TimeZoneInfo.GetSystemTimeZones()] : [];
        return db.Execute(
            $"""
            update queue_entries q
            set lane = @turn || case when q.reason = 'callback' or (q.priority > 0 and @lists <> '[]') then '{ListMix.Express}'
                            else coalesce((select replace(l ->> 'listId', '-', '') from jsonb_array_elements(@lists) l where (l ->> 'listId')::uuid = q.list_id), '{ListMix.NoList}')
                                 || case when not @split then 'a' when q.attempts = 0 then 'n' else 'r' end end,
                sort_key = {LaneKey.Sql(rules.Order)}
            from contacts c
            where q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'queued' and q.next_attempt_at <= @now and (q.lane is null or q.lane < @turn)
              and c.tenant_id = q.tenant_id and c.id = q.contact_id
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                turn,
                contacts,
                now,
                split = rules.NewEvery is not null,
                lists = new Jsonb(System.Text.Json.JsonSerializer.Serialize(rules.Lists, Rows.Json)),
                zones = zones.Select(z => z.Id).ToArray(),
                offsets = zones.Select(z => (int)z.GetUtcOffset(now).TotalSeconds).ToArray(),
            },
            ct
        );
    }

    /// <summary>The first contacts of each lane whose clock allows a call.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<Guid>>> Heads(
        TenantSession db,
        Guid campaign,
        IReadOnlyList<string> lanes,
        IReadOnlyList<string> openZones,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = await db.Query<Head>(
            """
            select l.lane, h.contact_id as contact
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
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                lanes = lanes.ToArray(),
                zones = openZones.ToArray(),
                most,
                now,
            },
            ct
        );
        return rows.GroupBy(r => r.Lane).ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.Select(r => r.Contact)]);
    }

    private readonly record struct Head(string Lane, Guid Contact);
}
