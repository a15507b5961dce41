using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Imports;

/// <param name="RowNumber">1 = the first row after the header</param>
/// <param name="Cells">the row as it came, in the order of the headers</param>
internal sealed record ImportErrorRow(long RowNumber, IReadOnlyList<ImportErrorReason> Reasons, IReadOnlyList<string> Cells);

internal sealed record ImportErrorReason(string Code, string? Field, string Detail);

/// <summary>Rows that were rejected, in the order of the file.</summary>
internal static class ListImportErrors
{
    public static async Task<Results<Ok<Page<ImportErrorRow>>, ProblemHttpResult>> Handle(Guid id, [AsParameters] PageRequest page, RequestDb db, CancellationToken ct)
    {
        if (!page.TryAfter<long>(out var after))
            return Cursors.Malformed();
        return await db.Run<Results<Ok<Page<ImportErrorRow>>, ProblemHttpResult>>(async (s, inner) =>
        {
            if (await ImportRecord.Load(s, id, inner) is not { } import)
                return Problem.NotFound();
            var rows = await Rows(s, id, after, page.Fetch, inner);
            return TypedResults.Ok(rows.ToPage(page, new PageTotal(import.Counts.Rejected, true), r => r.RowNumber));
        }, ct);
    }

    internal static Task<List<ImportErrorRow>> Rows(DbSession session, Guid id, long after, int take, CancellationToken ct) => session.Query(
        "select row_number, reasons::text, cells::text from import_errors where import_id = @id and row_number > @after order by row_number limit @take",
        new { id, after, take }, Read, ct);

    private static ImportErrorRow Read(NpgsqlDataReader r) => new(
        r.GetInt64(0), JsonSerializer.Deserialize<ImportErrorReason[]>(r.GetString(1), ImportRecord.Json)!, JsonSerializer.Deserialize<string[]>(r.GetString(2), ImportRecord.Json)!);
}
