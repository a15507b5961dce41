using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Orders;

internal static class GetOrder
{
    public static async Task<Results<Ok<Order>, ProblemHttpResult>> Handle(Guid id, RequestUser user, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run((s, token) => s.Load(OrderScope.Of(user), id, token), ct));
}
