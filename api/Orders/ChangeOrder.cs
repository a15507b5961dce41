using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Orders;

namespace Pivotal.Api.Orders;

/// <summary>The client changes a draft (<see cref="MergePatch"/>).</summary>
internal static class ChangeOrder
{
    public static async Task<Results<Ok<Order>, ProblemHttpResult>> Handle(
        Guid id,
        JsonElement body,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var seen = request.IfMatch();
        var scope = OrderScope.Of(user);
        return await db.Run<Results<Ok<Order>, ProblemHttpResult>>(
            async (s, token) =>
            {
                if (await s.Lock(scope, id, token) is not { } order)
                    return Problem.NotFound();
                if (order.Version != seen)
                    return Problem.Stale();
                if (order.Status != OrderStatus.Draft)
                    return Problem.From(OrderRefusals.NotDraft(order.Status));
                var before = OrderBody.Of((await s.Load(scope, id, token))!);
                var after = body.Over(before);
                if (after.Check(before, time) is { Failed: true } wrong)
                    return wrong.Problem();
                await OrderRows.Change(s, id, after.Values(), token);
                await s.Record(user, "order.changed", "order", id, null, token);
                return TypedResults.Ok(await s.Load(scope, id, token));
            },
            ct
        );
    }
}
