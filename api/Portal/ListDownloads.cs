using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Orders;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;

namespace Pivotal.Api.Portal;

public sealed record OrderDownload(Guid Id, DateTimeOffset At, string UserName, int LeadCount);

/// <summary>Who took the leads of an order and when, newest first. A client sees its own people's downloads and not the ones operations made to look at the file.</summary>
internal static class ListDownloads
{
    public static async Task<Results<Ok<Page<OrderDownload>>, ProblemHttpResult>> Handle(
        Guid id,
        [AsParameters] PageRequest page,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        var scope = OrderScope.Of(user);
        var filter = new
        {
            id,
            all = scope.All,
            client = scope.Client,
            after,
            take = page.Fetch,
        };
        return await db.Run<Results<Ok<Page<OrderDownload>>, ProblemHttpResult>>(
            async (s, token) =>
            {
                if (await s.Scalar<string>(DeliverableLeads.Number, filter, token) is null)
                    return Problem.NotFound();
                const string Found = """
                    from order_downloads d join users u on u.tenant_id = d.tenant_id and u.id = d.user_id
                    where d.order_id = @id and (@all or u.client_id = @client)
                    """;
                var rows = await s.Query<OrderDownload>(
                    $"""
                    select d.id, d.at, {PersonName.Of("u")} as user_name, d.lead_count
                    {Found} and (@after is null or d.id < @after)
                    order by d.id desc
                    limit @take
                    """,
                    filter,
                    token
                );
                var count = await s.Scalar<long>($"select count(*) {Found}", filter, token);
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, Exact: true), download => download.Id));
            },
            ct
        );
    }
}
