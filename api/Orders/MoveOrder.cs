using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Orders;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Orders;

/// <summary>draft → submitted → in_progress → completed, and cancelled. The row is locked while <see cref="OrderStatus.Refuses"/> decides.</summary>
internal static class MoveOrder
{
    public static Task<Results<Ok<Order>, ProblemHttpResult>> SubmitOrder(
        Guid id,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        TimeProvider time,
        CancellationToken ct
    ) =>
        Move(
            id,
            OrderStatus.Submitted,
            user,
            db,
            news,
            ct,
            order => order.DueOn is { } due && OrderBody.IsOver(due, time) ? OrderRefusals.DueInPast : null
        );

    public static Task<Results<Ok<Order>, ProblemHttpResult>> CancelOrder(
        Guid id,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        CancellationToken ct
    ) => Move(id, OrderStatus.Cancelled, user, db, news, ct);

    public static Task<Results<Ok<Order>, ProblemHttpResult>> StartOrder(
        Guid id,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        CancellationToken ct
    ) => Move(id, OrderStatus.InProgress, user, db, news, ct);

    public static Task<Results<Ok<Order>, ProblemHttpResult>> CompleteOrder(
        Guid id,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        CancellationToken ct
    ) => Move(id, OrderStatus.Completed, user, db, news, ct);

    private static async Task<Results<Ok<Order>, ProblemHttpResult>> Move(
        Guid id,
        string to,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        CancellationToken ct,
        Func<LockedOrder, Refusal?>? refuses = null
    )
    {
        var scope = OrderScope.Of(user);
        var (moved, refused) = await db.Run<(Order?, ProblemHttpResult?)>(
            async (s, token) =>
            {
                if (await s.Lock(scope, id, token) is not { } order)
                    return (null, Problem.NotFound());
                if (OrderStatus.Refuses(order.Status, to, order.ComplianceConfirmed, byOps: scope.All) is { } no)
                    return (null, Problem.From(no));
                if (refuses?.Invoke(order) is { } late)
                    return (null, Problem.From(late));
                await OrderRows.Move(s, id, to, token);
                await s.Record(user, $"order.{to}", "order", id, new { from = order.Status, to }, token);
                return (await s.Load(scope, id, token), null);
            },
            ct
        );
        if (moved is null)
            return refused ?? Problem.NotFound();
        await news.Changed(user.TenantId, id, moved.Status, moved.ClientId, ct);
        return TypedResults.Ok(moved);
    }
}
