using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;

namespace Pivotal.Api.Imports;

/// <summary>An import in the list; its columns and first values are in the answer for it alone.</summary>
/// <param name="Status">uploaded, waiting (others of the tenant run before it), running, completed, failed, cancelled</param>
/// <param name="Error">why it failed</param>
internal sealed record ImportListRow(
    Guid Id,
    string FileName,
    long FileBytes,
    string Status,
    Guid? ListId,
    ImportProgressView Progress,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
)
{
    public static ImportListRow Of(ImportHead import) =>
        new(
            import.Id,
            import.FileName,
            import.FileBytes,
            import.Status,
            import.ListId,
            ImportProgressView.Of(import.Counts, import.StartedAt, import.FinishedAt),
            import.Error,
            import.CreatedAt,
            import.StartedAt,
            import.FinishedAt
        );
}

/// <summary>Newest first.</summary>
internal static class ListImports
{
    public static async Task<Results<Ok<Page<ImportListRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        return await db.Run<Results<Ok<Page<ImportListRow>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = (
                    await s.Query<ImportHead>(
                        $"select {ImportHead.Columns} from imports i where @after is null or i.id < @after order by i.id desc limit @take",
                        new { after, take = page.Fetch },
                        inner
                    )
                ).ConvertAll(ImportListRow.Of);
                var count = await s.Scalar<long>("select count(*) from imports", null, inner);
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), i => i.Id));
            },
            ct
        );
    }
}
