using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The campaign's filters on the rows. What a filter means is said once, by matches_filters in the database; the chain asks the same function at the dial.</summary>
internal static class QueueFilters
{
    public static Jsonb Parameter(IReadOnlyList<QueueFilter> filters) => new(JsonSerializer.Serialize(filters, Rows.Json));

    /// <summary>Of these contacts, those who wait and do not satisfy the filters leave, and those who left over a filter and satisfy the present ones come back.</summary>
    /// <returns>by how many the contacts that can be dialled became more</returns>
    public static async Task<int> Apply(
        TenantSession db,
        CampaignSettings campaign,
        Guid[] contacts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var filters = Parameter(campaign.Rules.Queue.Filters);
        var back = await db.Execute(
            """
            update queue_entries q set status = 'queued', reason = null, next_attempt_at = @now, updated_at = @now
            from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'removed' and q.reason = 'filtered' and c.tenant_id = q.tenant_id and c.id = q.contact_id
              and matches_filters(contact_properties(c, a), @filters)
            """,
            new
            {
                campaign = campaign.Id,
                contacts,
                filters,
                now,
            },
            ct
        );
        if (campaign.Rules.Queue.Filters.Count == 0)
            return back;
        return back
            - await db.Execute(
                """
                update queue_entries q set status = 'removed', reason = 'filtered', updated_at = @now
                from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
                where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'queued' and c.tenant_id = q.tenant_id and c.id = q.contact_id
                  and not matches_filters(contact_properties(c, a), @filters)
                """,
                new
                {
                    campaign = campaign.Id,
                    contacts,
                    filters,
                    now,
                },
                ct
            );
    }
}
