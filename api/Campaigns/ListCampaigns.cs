using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>Campaigns, newest first. <c>q</c> searches the name.</summary>
internal static class ListCampaigns
{
    public static async Task<Results<Ok<Page<Campaign>>, ProblemHttpResult>> Handle([AsParameters] PageRequest page, string? q, string? status, RequestDb db, CancellationToken ct)
    {
        if (!page.TryAfter<Guid?>(out var after)) return Cursors.Malformed();
        const string Where = "where (@q::text is null or position(@q in lower(c.name)) > 0) and (@status::text is null or c.status = @status)";
        var filter = new { q = string.IsNullOrWhiteSpace(q) ? null : q.Trim().ToLowerInvariant(), status };
        return await db.Run<Results<Ok<Page<Campaign>>, ProblemHttpResult>>(async (s, inner) =>
        {
            var rows = await s.Query(
                $"{Campaign.Select} {Where} and (@after::uuid is null or c.id < @after) order by c.id desc limit @take", new { filter.q, filter.status, after, take = page.Fetch }, Campaign.Read, inner);
            var count = await s.Scalar<long>($"select count(*) from campaigns c {Where}", filter, inner);
            return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), c => c.Id));
        }, ct);
    }
}
