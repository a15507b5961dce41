using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Tenancy;

/// <summary>A client organisation: who orders leads in the portal.</summary>
internal sealed record ClientView(Guid Id, string Name);

internal static class ListClients
{
    public static async Task<Results<Ok<Page<ClientView>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<string>(out var after))
            return Cursors.Malformed();
        return await db.Run<Results<Ok<Page<ClientView>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<ClientView>(
                    "select id, name from clients where @after::text is null or name > @after order by name limit @take",
                    new { after, take = page.Fetch },
                    inner
                );
                var count = await s.Scalar<long>("select count(*) from clients", null, inner);
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), c => c.Name));
            },
            ct
        );
    }
}
