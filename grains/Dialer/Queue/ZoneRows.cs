using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Grains.Dialer.Gates;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// queue_entries.time_zone as address, number and settings have it (<see cref="ClockSql"/>). Whoever claims then filters by one column whose values stand for all clocks
/// that count (<see cref="ContactClocks"/>).
/// </summary>
internal static class ZoneRows
{
    public static Task Align(TenantSession db, CampaignSettings campaign, Guid[] contacts, CancellationToken ct) =>
        db.Execute(
            $"""
            update queue_entries q set time_zone = f.clocks
            from (
              select e.contact_id, {ClockSql.Of("c", "e.phone_e164")} as clocks
              -- Each by his id, whatever the planner believes of a tenant that is new.
              from queue_entries e cross join lateral (select x.time_zone, x.country, x.state_abbr from contacts x where x.id = e.contact_id offset 0) c
              where e.tenant_id = @tenant and e.campaign_id = @campaign and e.contact_id = any(@contacts)) f
            where q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = f.contact_id and q.time_zone <> f.clocks
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                contacts,
                tables = ClockSql.Tables,
                zone = campaign.Zone,
                contactZone = campaign.UseContactZone,
                strict = campaign.Compliance.StrictZones,
            },
            ct
        );
}
