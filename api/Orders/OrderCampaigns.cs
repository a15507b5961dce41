using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Orders;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Orders;

/// <summary>Operations say by hand which existing campaign works for which order. Linking what is linked, and unlinking what is not, changes nothing.</summary>
internal static class OrderCampaigns
{
    public static Task<Results<Ok<Order>, ProblemHttpResult>> LinkCampaign(
        Guid id,
        Guid campaignId,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        CancellationToken ct
    ) =>
        Change(
            id,
            campaignId,
            "order.campaign_linked",
            user,
            db,
            news,
            (s, token) => OrderCampaignRows.Link(s, id, campaignId, user.Id, token),
            ct
        );

    public static Task<Results<Ok<Order>, ProblemHttpResult>> UnlinkCampaign(
        Guid id,
        Guid campaignId,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        CancellationToken ct
    ) =>
        Change(
            id,
            campaignId,
            "order.campaign_unlinked",
            user,
            db,
            news,
            (s, token) => OrderCampaignRows.Unlink(s, id, campaignId, token),
            ct
        );

    private static async Task<Results<Ok<Order>, ProblemHttpResult>> Change(
        Guid id,
        Guid campaignId,
        string action,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        Func<TenantSession, CancellationToken, Task<int>> change,
        CancellationToken ct
    )
    {
        var scope = OrderScope.Of(user);
        var (linked, refused) = await db.Run<(Order?, ProblemHttpResult?)>(
            async (s, token) =>
            {
                if (await s.Lock(scope, id, token) is not { } order)
                    return (null, Problem.NotFound());
                if (!await s.Scalar<bool>("select exists (select 1 from campaigns where id = @campaignId)", new { campaignId }, token))
                    return (null, Problem.NotFound("There is no such campaign."));
                if (!OrderStatus.Open.Contains(order.Status))
                    return (null, Problem.From(OrderRefusals.NotOpen(order.Status)));
                if (await change(s, token) > 0)
                {
                    await OrderRows.Touch(s, id, token);
                    await s.Record(user, action, "order", id, new { campaignId }, token);
                }

                return (await s.Load(scope, id, token), null);
            },
            ct
        );
        if (linked is null)
            return refused ?? Problem.NotFound();
        await news.Changed(user.TenantId, id, linked.Status, linked.ClientId, ct);
        return TypedResults.Ok(linked);
    }
}
