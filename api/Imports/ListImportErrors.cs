using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;

namespace Pivotal.Api.Imports;

/// <param name="Reasons">the first 100</param>
/// <param name="RowNumber">1 = the first row after the header</param>
/// <param name="Cells">the row as it came, in the order of the headers: its first 100 cells, each with its first 200 characters; the error file has all of them</param>
/// <param name="Rejected">false: the row came in, without the values that the reasons name</param>
internal sealed record ImportErrorRow(long RowNumber, IReadOnlyList<ImportErrorReason> Reasons, IReadOnlyList<string> Cells, bool Rejected);

internal sealed record ImportErrorReason(string Code, string? Field, string Detail);

/// <summary>Rows that were rejected, lost a value or were read in another way than the rest, in the order of the file.</summary>
internal static class ListImportErrors
{
    public static async Task<Results<Ok<Page<ImportErrorRow>>, ProblemHttpResult>> Handle(
        Guid id,
        [AsParameters] PageRequest page,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<long>(out var after))
            return Cursors.Malformed();
        return await db.Run<Results<Ok<Page<ImportErrorRow>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await ImportRecord.Load(s, id, inner) is null)
                    return Problem.NotFound();
                // Rows of which it is only told how they were read count with neither the rejected nor the incomplete ones.
                var all = await s.Scalar<long>("select count(*) from import_errors where import_id = @id", new { id }, inner);
                var rows = await Shown(s, id, after, page.Fetch, inner);
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(all, true), r => r.RowNumber));
            },
            ct
        );
    }

    /// <summary>Shortened where the rows are: whole ones, 200 times 256 Ki characters of them, would have to be held here for nothing.</summary>
    private static Task<List<ImportErrorRow>> Shown(DbSession session, Guid id, long after, int take, CancellationToken ct) =>
        session.Query<ImportErrorRow>(
            """
            select e.row_number, jsonb_path_query_array(e.reasons, '$[0 to 99]') as reasons,
              (select coalesce(jsonb_agg(case when length(c.cell) > @characters then left(c.cell, @characters) || '…' else c.cell end order by c.n), '[]')
               from jsonb_array_elements_text(e.cells) with ordinality as c(cell, n) where c.n <= @cells) as cells,
              e.rejected
            from import_errors e where e.import_id = @id and e.row_number > @after order by e.row_number limit @take
            """,
            new
            {
                id,
                after,
                take,
                characters = ImportLimits.ShownCell,
                cells = (long)ImportLimits.ShownCells,
            },
            ct
        );
}
