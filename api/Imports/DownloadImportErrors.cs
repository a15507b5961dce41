using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Imports;

/// <summary>The rejected rows as a file that can be corrected and uploaded again: the same headers, and two columns that an import leaves out.</summary>
internal static class DownloadImportErrors
{
    private const int Portion = 1_000;

    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct)
    {
        if (await db.Run((s, inner) => ImportRecord.Load(s, id, inner), ct) is not { } import)
            return Problem.NotFound();
        return TypedResults.Stream(body => Write(body, import, db, ct), "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(import.FileName)}-errors.csv");
    }

    private static async Task Write(Stream body, ImportRecord import, RequestDb db, CancellationToken ct)
    {
        // The mark lets spreadsheets see that this is UTF-8.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var text = new StringWriter();
        CsvText.WriteRow(text, [.. import.Headers, "Import Row", "Import Error"]);
        List<ImportErrorRow> rows;
        long after = 0;
        do
        {
            rows = await db.Run((s, inner) => ListImportErrors.Rows(s, import.Id, after, Portion, inner), ct);
            foreach (var row in rows)
                CsvText.WriteRow(text, Cells(row, import.Headers.Length));
            await writer.WriteAsync(text.GetStringBuilder(), ct);
            await writer.FlushAsync(ct);
            text.GetStringBuilder().Clear();
            after = rows.Count == 0 ? after : rows[^1].RowNumber;
        }
        while (rows.Count == Portion);
    }

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
