using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;

namespace Pivotal.Api.Imports;

/// <summary>Newest first.</summary>
internal static class ListImports
{
    public static async Task<Results<Ok<Page<ImportView>>, ProblemHttpResult>> Handle([AsParameters] PageRequest page, RequestDb db, CancellationToken ct)
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        return await db.Run<Results<Ok<Page<ImportView>>, ProblemHttpResult>>(async (s, inner) =>
        {
            var rows = await s.Query(
                $"select {ImportRecord.Columns} from imports i where @after is null or i.id < @after order by i.id desc limit @take",
                new { after, take = page.Fetch }, r => ImportView.Of(ImportRecord.Read(r)), inner);
            var count = await s.Scalar<long>("select count(*) from imports", null, inner);
            return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), i => i.Id));
        }, ct);
    }
}
