using Pivotal.Data.Shared;

namespace Pivotal.Data.Campaigns;

/// <summary>Which campaign works for which order.</summary>
public static class OrderCampaignRows
{
    /// <returns>0: it was linked already</returns>
    public static Task<int> Link(TenantSession db, Guid order, Guid campaign, Guid by, CancellationToken ct) =>
        db.Execute(
            "insert into order_campaigns (tenant_id, order_id, campaign_id, linked_by) values (@tenant, @order, @campaign, @by) on conflict do nothing",
            new
            {
                tenant = db.TenantId,
                order,
                campaign,
                by,
            },
            ct
        );

    /// <returns>0: it was not linked</returns>
    public static Task<int> Unlink(TenantSession db, Guid order, Guid campaign, CancellationToken ct) =>
        db.Execute("delete from order_campaigns where order_id = @order and campaign_id = @campaign", new { order, campaign }, ct);

    public static Task Forget(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Execute("delete from order_campaigns where campaign_id = @campaign", new { campaign }, ct);
}
