using Pivotal.Data.Accounts;
using Pivotal.Data.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// queue_entries.time_zone as the settings want it: the address alone, or the address and the number's clocks where they disagree (<see cref="ContactClocks"/>).
/// Whoever claims then filters by one column whose values stand for all clocks that count.
/// </summary>
internal static class ZoneRows
{
    /// <param name="contacts">only these; null: everybody who waits</param>
    public static Task Align(TenantSession db, CampaignSettings campaign, Guid[]? contacts, CancellationToken ct) =>
        campaign is { UseContactZone: true, Compliance.StrictZones: true } ? Join(db, campaign, contacts, ct) : Part(db, campaign, contacts, ct);

    /// <summary>Looks at the few different zones before it looks at the many rows: most queues have nothing to part.</summary>
    private static async Task Part(TenantSession db, CampaignSettings campaign, Guid[]? contacts, CancellationToken ct)
    {
        string[] joined = [.. (await QueueRecovery.Zones(db, campaign.Id, ct)).Where(z => z.Contains(ContactClocks.Separator))];
        if (joined.Length == 0) return;
        await db.Execute(
            """
            update queue_entries set time_zone = split_part(time_zone, '|', 1)
            where campaign_id = @campaign and status in ('queued', 'claimed') and time_zone = any(@joined) and (@all or contact_id = any(@contacts))
            """, new { campaign = campaign.Id, joined, all = contacts is null, contacts = contacts ?? [] }, ct);
    }

    private static Task Join(TenantSession db, CampaignSettings campaign, Guid[]? contacts, CancellationToken ct) =>
        db.Execute(
            """
            with numbers as (select * from unnest(@prefixes, @zones) as n (prefix, zones)),
            found as (
              select q.contact_id, coalesce(n4.zones, n3.zones, n2.zones, n1.zones) as number,
                     case when coalesce(c.time_zone, '') <> '' or coalesce(trim(c.state_abbr), '') <> '' or coalesce(trim(c.country), '') <> '' then split_part(q.time_zone, '|', 1) end as address
              from queue_entries q
              join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
              left join numbers n4 on n4.prefix = substr(q.phone_e164, 2, 4)
              left join numbers n3 on n3.prefix = substr(q.phone_e164, 2, 3)
              left join numbers n2 on n2.prefix = substr(q.phone_e164, 2, 2)
              left join numbers n1 on n1.prefix = substr(q.phone_e164, 2, 1)
              where q.campaign_id = @campaign and q.status in ('queued', 'claimed') and (@all or q.contact_id = any(@contacts))
            ),
            joined as (
              select contact_id,
                     case when address is null then number
                          when number is null or address = any(string_to_array(number, '|')) then address
                          else address || '|' || number end as clocks
              from found
            )
            update queue_entries q set time_zone = j.clocks
            from joined j
            where q.campaign_id = @campaign and q.contact_id = j.contact_id and j.clocks is not null and q.time_zone <> j.clocks
            """,
            new
            {
                campaign = campaign.Id, all = contacts is null, contacts = contacts ?? [],
                prefixes = NumberZones.ByPrefix.Keys.ToArray(), zones = NumberZones.ByPrefix.Values.ToArray(),
            }, ct);
}
