using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// The contacts of the queue find their places in an order that was changed: first many of those who may be called now, in their old order, then everybody, page by page.
/// Claims go by the new order from the first moment and see whoever has his place in it already.
/// </summary>
internal static class OrderChore
{
    /// <summary>
    /// So many pieces are placed in their old order, which is more than anybody dials until the others have their place, too. Not all of them: each such piece looks past
    /// those before it, which have left dead rows behind, while a page of the whole queue costs the same from the first to the last.
    /// </summary>
    private const int PiecesInOldOrder = 10;

    public static async Task<ChorePiece> Run(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<string> openZones,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await ChoreRows.Find(db, campaign.Id, OpenChore.Order, ct) is not { } chore)
            return new(0, 0, 0, true);
        ChoreRows.PlanForPages(db);
        if (chore.Cursors.Length == 0)
        {
            var placed = await Place(db, campaign, openZones, most, now, ct);
            var looked = chore.Looked + most;
            var next =
                placed == most && looked < PiecesInOldOrder * most
                    ? chore with
                    {
                        Looked = looked,
                    }
                    : chore with
                    {
                        Cursors = [Guid.Empty],
                        Looked = 0,
                    };
            await ChoreRows.Store(db, campaign.Id, next, ct);
            return new(placed, 0, 0, false);
        }

        var page = await ChoreRows.Page(db, campaign.Id, chore, most, ct);
        if (page.Count == 0)
        {
            await ChoreRows.End(db, campaign.Id, chore.Kind, ct);
            return new(0, 0, 0, true);
        }

        Guid[] contacts = [.. page];
        var plain = campaign.Rules.Queue.IsPlain();
        var turn = plain ? QueueLanes.Own : await QueueLanes.Turn(db, campaign.Id, ct);
        if (!plain)
            await QueueLanes.Promote(db, campaign, turn, contacts, now, ct);
        await Unplace(db, campaign.Id, plain ? "" : null, turn, contacts, ct);
        await ChoreRows.Store(db, campaign.Id, chore with { Cursors = [page[^1]], Looked = chore.Looked + page.Count }, ct);
        return new(page.Count, 0, 0, false);
    }

    /// <summary>Contacts who are due and stand in a lane of an earlier order, or in none, get their place. The longest due of the default order come first, and the first of each lane.</summary>
    /// <returns>how many</returns>
    public static async Task<int> Place(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<string> openZones,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var plain = campaign.Rules.Queue.IsPlain();
        var turn = plain ? QueueLanes.Own : await QueueLanes.Turn(db, campaign.Id, ct);
        var found = await db.Query<Guid>(
            """
            with old_lanes as (
              select contact_id from queue_entries
              where tenant_id = @tenant and campaign_id = @campaign and status = 'queued' and lane > '' and lane < @turn and next_attempt_at <= @now order by lane limit @most
            ),
            no_lane as (
              select contact_id from queue_entries
              where tenant_id = @tenant and campaign_id = @campaign and status = 'queued' and lane is null and next_attempt_at <= @now order by next_attempt_at limit @most
            ),
            by_default as (
              select d.contact_id
              from unnest(@zones) as z (zone)
              cross join lateral (
                select q.contact_id from queue_entries q
                where q.tenant_id = @tenant and q.campaign_id = @campaign and q.status = 'queued' and q.lane = '' and q.time_zone = z.zone and q.next_attempt_at <= @now
                order by q.priority desc, q.next_attempt_at, q.contact_id limit @most) d
              where not @plain
            )
            select contact_id from old_lanes union all select contact_id from no_lane union all select contact_id from by_default
            limit @most
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                turn,
                plain,
                zones = openZones.ToArray(),
                most,
                now,
            },
            ct
        );
        if (found.Count == 0)
            return 0;
        Guid[] contacts = [.. found];
        if (plain)
            await Unplace(db, campaign.Id, "", turn, contacts, ct);
        else
            await QueueLanes.Promote(db, campaign, turn, contacts, now, ct);
        return found.Count;
    }

    /// <summary>Whoever stands in a lane of an earlier order leaves it, whatever his state.</summary>
    private static Task Unplace(TenantSession db, Guid campaign, string? lane, string turn, Guid[] contacts, CancellationToken ct) =>
        db.Execute(
            """
            update queue_entries set lane = @lane, sort_key = null
            where tenant_id = @tenant and campaign_id = @campaign and contact_id = any(@contacts) and lane is distinct from @lane and (lane is null or lane < @turn)
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                contacts,
                lane,
                turn,
            },
            ct
        );
}
