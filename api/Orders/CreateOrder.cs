using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Orders;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Orders;

/// <summary>A client's user drafts an order. It is a wish and nothing else: no campaign comes from it by itself.</summary>
internal static class CreateOrder
{
    public static async Task<Results<Created<Order>, ProblemHttpResult>> Handle(
        OrderBody body,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (user.ClientId is not { } client)
            return Problem.From(OrderRefusals.NoClient);
        var check = body.Check(null, time);
        if (check.Failed)
            return check.Problem();

        var id = Ids.New();
        var order = await db.Run(
            async (s, token) =>
            {
                await OrderRows.Add(s, id, client, user.Id, body.Values(), token);
                await s.Record(user, "order.created", "order", id, null, token);
                return await s.Load(OrderScope.Of(user), id, token)
                    ?? throw new InvalidOperationException("The order just made is not visible to its maker.");
            },
            ct
        );
        await news.Changed(user.TenantId, order.Id, order.Status, order.ClientId, ct);
        return TypedResults.Created($"/api/v1/orders/{id}", order);
    }
}
