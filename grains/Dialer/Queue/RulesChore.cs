using System.Text.Json;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Grains.Dialer.Places;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// The contacts of the queue are compared with filters, quotas, caps and clocks that changed, page by page. Until it comes to a contact, the same rules keep him from being
/// dialled in the chain; what it adds is that those who fit now come back, and that the counts say what is so.
/// </summary>
internal static class RulesChore
{
    /// <summary>
    /// Begins it when the rules are not those the rows were compared with last, or when somebody may have come to fit them. Whoever comes in is judged by the rules of then, so an empty queue
    /// only notes them. The transaction must hold the fence alone.
    /// </summary>
    /// <param name="everything">filters are looked at again although they are the same: contacts change</param>
    public static async Task Begin(TenantSession db, CampaignSettings campaign, bool everything, DateTimeOffset now, CancellationToken ct)
    {
        var rules = await Tag(db, campaign, now, ct);
        var changed = await CampaignRows.Compared(db, campaign.Id, rules, ct);
        if (!(changed || everything && campaign.Rules.Queue.Filters.Count > 0))
            return;
        if (
            await db.Scalar<bool>(
                "select exists (select 1 from queue_entries where tenant_id = @tenant and campaign_id = @id)",
                new { tenant = db.TenantId, id = campaign.Id },
                ct
            )
        )
            await ChoreRows.Begin(db, campaign.Id, OpenChore.Rules, [Guid.Empty], now, ct);
    }

    public static async Task<ChorePiece> Run(
        TenantSession db,
        CampaignSettings campaign,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await ChoreRows.Find(db, campaign.Id, OpenChore.Rules, ct) is not { } chore)
            return new(0, 0, 0, true);
        var page = await ChoreRows.Page(db, campaign.Id, chore, most, ct);
        if (page.Count == 0)
        {
            await ChoreRows.End(db, campaign.Id, chore.Kind, ct);
            return new(0, 0, 0, true);
        }

        ChoreRows.PlanForPages(db);
        await ZoneRows.Align(db, campaign, [.. page], ct);
        var more = await Apply(db, campaign, [.. page], now, ct);
        await ChoreRows.Store(db, campaign.Id, chore with { Cursors = [page[^1]], Looked = chore.Looked + page.Count }, ct);
        return new(page.Count, 0, more, false);
    }

    /// <summary>Everything that is decided for a contact when it comes into the queue, beyond who can be called at all and by which clocks.</summary>
    /// <returns>by how many the contacts that can be dialled became more</returns>
    public static async Task<int> Apply(
        TenantSession db,
        CampaignSettings campaign,
        Guid[] contacts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var more = await QueueFilters.Apply(db, campaign, contacts, now, ct);
        more += await QuotaRows.Apply(db, campaign, contacts, now, ct);
        if (campaign.Cap is { Mode: CapMode.QueueSize } cap)
            more -= await QueueFill.KeepWithinCap(db, campaign, contacts, cap.Value, now, ct);
        return more;
    }

    private static async Task<string> Tag(TenantSession db, CampaignSettings campaign, DateTimeOffset now, CancellationToken ct)
    {
        var full = campaign.Rules.Quotas.Count == 0 ? [] : await QuotaRows.Full(db, campaign, now, ct);
        return JsonSerializer.Serialize(
            new
            {
                campaign.Rules.Queue.Filters,
                Clocks = campaign is { UseContactZone: true, Compliance.StrictZones: true },
                Places = campaign.Cap is { Mode: CapMode.QueueSize } cap ? cap.Value : (int?)null,
                Full = full,
            },
            Rows.Json
        );
    }
}
