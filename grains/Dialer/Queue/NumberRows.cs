using Pivotal.Data.Campaigns;
using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The number of a contact that is tried next.</summary>
internal static class NumberRows
{
    /// <summary>
    /// Waiting contacts move on to their next number in the order direct, mobile, headquarters, and from the last back to the first. A number on the do-not-call
    /// list is left out; who has only one keeps it. The number's clocks go with it.
    /// </summary>
    public static async Task Next(TenantSession db, CampaignSettings campaign, Guid[] contacts, CancellationToken ct)
    {
        if (contacts.Length == 0)
            return;
        await db.Execute(
            $"""
            with numbers as (
              select q.contact_id, n.rank, n.phone, n.kind, case q.phone_kind when 'direct' then 1 when 'mobile' then 2 else 3 end as current
              from queue_entries q
              join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
              left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id and a.deleted_at is null
              cross join lateral {CallableNumber.Of}
              where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'queued' and n.phone <> q.phone_e164 and {CallableNumber.Is(
                "n.phone"
            )}
                and not {Suppressed.Phone("n.phone", "q.tenant_id")}
            ),
            next as (select distinct on (contact_id) contact_id, phone, kind from numbers order by contact_id, rank <= current, rank)
            update queue_entries q set phone_e164 = n.phone, phone_kind = n.kind
            from next n where q.campaign_id = @campaign and q.contact_id = n.contact_id
            """,
            new { campaign = campaign.Id, contacts },
            ct
        );
        await ZoneRows.Align(db, campaign, contacts, ct);
    }
}
