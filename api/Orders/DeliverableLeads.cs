namespace Pivotal.Api.Orders;

/// <summary>
/// The one definition of what a client may have: approved and published leads of the campaigns linked to an order the caller sees, of each person the first.
/// List, download and the count of what is delivered are all built on it.
/// </summary>
internal static class DeliverableLeads
{
    /// <summary>The same person, decided before through the same or another linked campaign: the client orders people, and pays for nobody twice.</summary>
    private const string Earlier = """
        select 1 from order_campaigns fc
        join leads f on f.tenant_id = fc.tenant_id and f.campaign_id = fc.campaign_id and f.status = any(@deliverable)
        where fc.tenant_id = oc.tenant_id and fc.order_id = oc.order_id and f.contact_id = l.contact_id and (coalesce(f.decided_at, f.created_at), f.id) < (coalesce(l.decided_at, l.created_at), l.id)
        """;

    /// <summary>Takes <c>@id</c> (the order), <c>@all</c>, <c>@client</c> and <c>@deliverable</c>. Aliases: l lead, c contact, a account, m campaign.</summary>
    public const string From = $"""
        from orders o
        join order_campaigns oc on oc.tenant_id = o.tenant_id and oc.order_id = o.id
        join leads l on l.tenant_id = oc.tenant_id and l.campaign_id = oc.campaign_id and l.status = any(@deliverable)
        join campaigns m on m.tenant_id = l.tenant_id and m.id = l.campaign_id
        join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
        left join accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where o.id = @id and {OrderScope.Sql} and not exists ({Earlier})
        """;

    /// <summary>Of an order <c>o</c>, in a query of its own: how many that is.</summary>
    public const string Count = $"""
        select count(*) from order_campaigns oc
        join leads l on l.tenant_id = oc.tenant_id and l.campaign_id = oc.campaign_id and l.status = any(@deliverable)
        where oc.tenant_id = o.tenant_id and oc.order_id = o.id and not exists ({Earlier})
        """;

    /// <summary>The order's number, or nothing when the caller does not see the order.</summary>
    public const string Number = $"select o.number from orders o where o.id = @id and {OrderScope.Sql}";
}
