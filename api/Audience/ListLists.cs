using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Audience;

/// <summary>Newest first. <c>q</c> is the start of a name.</summary>
internal static class ListLists
{
    public static async Task<Results<Ok<Page<ListView>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? q,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        const string Where = "(@q is null or starts_with(lower(l.name), @q))";
        var filter = new
        {
            q = string.IsNullOrWhiteSpace(q) ? null : q.Trim().ToLowerInvariant(),
            after,
            take = page.Fetch,
        };
        return await db.Run<Results<Ok<Page<ListView>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<ListView>(
                    $"{ListView.Select} where {Where} and (@after is null or l.id < @after) order by l.id desc limit @take",
                    filter,
                    inner
                );
                return TypedResults.Ok(rows.ToPage(page, await Totals.Count(s, $"from lists l where {Where}", filter, inner), l => l.Id));
            },
            ct
        );
    }
}

internal static class GetList
{
    public static async Task<Results<Ok<ListView>, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run((s, inner) => ListView.Load(s, id, inner), ct));
}
