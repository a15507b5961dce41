using Pivotal.Api.Orders;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Leads;

/// <summary>An order that the lead's campaign delivers to: whom the client wants.</summary>
public sealed record LeadOrder(string Number, string Title, OrderAudience Audience);

/// <summary>Another lead of the same person, in whatever campaign.</summary>
public sealed record RelatedLead(Guid Id, string CampaignName, string Status, DateTimeOffset CreatedAt);

/// <summary>What a reviewer holds a lead against beside the checklist.</summary>
internal static class LeadContext
{
    private const int Most = 10;

    public static async Task<List<LeadOrder>> Orders(TenantSession db, Guid lead, CancellationToken ct) =>
        (
            await db.Query<OrderRow>(
                $"""
                select o.number, o.title, o.audience
                from leads l
                join order_campaigns oc on oc.tenant_id = l.tenant_id and oc.campaign_id = l.campaign_id
                join orders o on o.tenant_id = oc.tenant_id and o.id = oc.order_id and o.status not in ('draft', 'cancelled')
                where l.id = @lead
                order by o.id desc limit {Most}
                """,
                new { lead },
                ct
            )
        ).ConvertAll(o => new LeadOrder(o.Number, o.Title, o.Audience.ToAudience()));

    public static Task<List<RelatedLead>> Related(TenantSession db, Guid lead, CancellationToken ct) =>
        db.Query<RelatedLead>(
            $"""
            select f.id, m.name as campaign_name, f.status, f.created_at
            from leads l
            join leads f on f.tenant_id = l.tenant_id and f.contact_id = l.contact_id and f.id <> l.id
            join campaigns m on m.tenant_id = f.tenant_id and m.id = f.campaign_id
            where l.id = @lead
            order by f.id desc limit {Most}
            """,
            new { lead },
            ct
        );

    private sealed record OrderRow(string Number, string Title, OrderAudienceBody Audience);
}
