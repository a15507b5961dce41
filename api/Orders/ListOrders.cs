using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Orders;

/// <summary>Orders, newest first.</summary>
internal static class ListOrders
{
    public static async Task<Results<Ok<Page<Order>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? status,
        Guid? clientId,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var check = new Validation().OneOf("/sort", page.Sort ?? "-createdAt", ["-createdAt"]);
        if (status is not null)
            check.OneOf("/status", status, OrderStatus.All);
        if (check.Failed)
            return check.Problem();
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();

        const string Found = $"""
            {OrderSql.From}
            where {OrderScope.Sql} and (@status is null or o.status = @status) and (@clientId is null or o.client_id = @clientId)
            """;
        var scope = OrderScope.Of(user);
        var filter = new
        {
            all = scope.All,
            client = scope.Client,
            status,
            clientId,
            after,
            take = page.Fetch,
            deliverable = LeadStatus.Deliverable,
        };
        var (rows, count) = await db.Run(
            async (s, token) =>
                (
                    (
                        await s.Query<OrderRow>(
                            $"select {OrderSql.Columns} {Found} and (@after is null or o.id < @after) order by o.id desc limit @take",
                            filter,
                            token
                        )
                    ).ConvertAll(r => r.Order),
                    await s.Scalar<long>($"select count(*) {Found}", filter, token)
                ),
            ct
        );
        return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, Exact: true), order => order.Id));
    }
}
