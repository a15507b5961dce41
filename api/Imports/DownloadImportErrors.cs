using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Imports;

/// <summary>The rows that were rejected or lost a value, as a file that can be corrected and uploaded again: the same headers, and two columns that an import leaves out.</summary>
internal static class DownloadImportErrors
{
    /// <summary>Characters held at a time, and one row more: a row may have 256 Ki.</summary>
    internal const int PortionLength = 1024 * 1024;

    private const int PortionRows = 500;

    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct)
    {
        if (await db.Run((s, inner) => ImportRecord.Load(s, id, inner), ct) is not { } import)
            return Problem.NotFound();
        return TypedResults.Stream(
            body => Write(body, import, db, ct),
            "text/csv; charset=utf-8",
            $"{Path.GetFileNameWithoutExtension(import.FileName)}-errors.csv"
        );
    }

    private static async Task Write(Stream body, ImportRecord import, RequestDb db, CancellationToken ct)
    {
        // The mark lets spreadsheets see that this is UTF-8.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await Line([.. import.Headers, "Import Row", "Import Error"]);
        var (after, take) = (0L, PortionRows);
        List<ImportErrorRow> rows;
        do
        {
            rows = await db.Run((s, inner) => Portion(s, import.Id, after, take, inner), ct);
            foreach (var row in rows)
            {
                await Line(Cells(row, import.Headers.Length));
                after = row.RowNumber;
            }

            await writer.FlushAsync(ct);
            // Where rows are long few of them are looked at, so that none is weighed over and over.
            take = Math.Clamp(rows.Count * 2, 2, PortionRows);
        } while (rows.Count > 0);

        async Task Line(IEnumerable<string> cells)
        {
            using var line = new StringWriter();
            CsvText.WriteRow(line, cells);
            await writer.WriteAsync(line.GetStringBuilder(), ct);
        }
    }

    /// <summary>As many of the next rows as have room; a portion is read whole, so that no connection waits for a slow reader.</summary>
    internal static Task<List<ImportErrorRow>> Portion(DbSession session, Guid id, long after, int take, CancellationToken ct) =>
        session.Query<ImportErrorRow>(
            """
            select row_number, reasons, cells, rejected from (
              select row_number, reasons, cells, rejected, sum(length(cells::text)) over (order by row_number rows unbounded preceding) - length(cells::text) as before
              from (
                select row_number, reasons, cells, rejected from import_errors where import_id = @id and row_number > @after order by row_number limit @take
              ) next
            ) weighed where before < @length order by row_number
            """,
            new
            {
                id,
                after,
                take,
                length = (long)PortionLength,
            },
            ct
        );

    /// <summary>Cells beyond the header stay beyond it, so that an uncorrected row is rejected again instead of losing them.</summary>
    private static IEnumerable<string> Cells(ImportErrorRow row, int width)
    {
        for (var i = 0; i < width; i++)
            yield return i < row.Cells.Count ? row.Cells[i] : "";
        yield return row.RowNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);
        yield return string.Join(" ", row.Reasons.Select(r => r.Detail));
        for (var i = width; i < row.Cells.Count; i++)
            yield return row.Cells[i];
    }
}
