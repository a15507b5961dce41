using Pivotal.Api.Orders;

namespace Pivotal.Api.Portal;

/// <summary>
/// The one definition of what a client may have: approved and published leads of the campaigns linked to an order the caller sees.
/// List and download are both built on it.
/// </summary>
internal static class DeliverableLeads
{
    /// <summary>Takes <c>@id</c> (the order), <c>@all</c>, <c>@client</c> and <c>@deliverable</c>. Aliases: l lead, c contact, a account, m campaign.</summary>
    public const string From = $"""
        from orders o
        join order_campaigns oc on oc.tenant_id = o.tenant_id and oc.order_id = o.id
        join leads l on l.tenant_id = oc.tenant_id and l.campaign_id = oc.campaign_id and l.status = any(@deliverable)
        join campaigns m on m.tenant_id = l.tenant_id and m.id = l.campaign_id
        join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
        left join accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where o.id = @id and {OrderScope.Sql}
        """;

    /// <summary>The order's number, or nothing when the caller does not see the order.</summary>
    public const string Number = $"select o.number from orders o where o.id = @id and {OrderScope.Sql}";
}
