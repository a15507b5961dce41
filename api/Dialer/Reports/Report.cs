using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>A report's answer.</summary>
/// <param name="TimeZone">of the days and hours</param>
internal sealed record Report<TRow>(DateOnly From, DateOnly To, string TimeZone, IReadOnlyList<TRow> Rows);

/// <summary>A report as a file: what stands over the columns, and the lines, a page of rows at a time.</summary>
internal sealed record ReportSheet(
    IReadOnlyList<string> Columns,
    Func<RequestDb, ReportRange, CancellationToken, IAsyncEnumerable<IReadOnlyList<string?>>> Lines
)
{
    /// <summary>Of a report that is one query.</summary>
    public static ReportSheet Of<TRow>(
        Func<TenantSession, ReportRange, CancellationToken, Task<List<TRow>>> rows,
        params (string Column, Func<TRow, ReportRange, object?> Cell)[] columns
    )
    {
        return new([.. columns.Select(c => c.Column)], Lines);

        async IAsyncEnumerable<IReadOnlyList<string?>> Lines(
            RequestDb db,
            ReportRange range,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
        )
        {
            foreach (var row in await db.Run((s, inner) => rows(s, range, inner), ct))
                yield return [.. columns.Select(c => Cell(c.Cell(row, range)))];
        }
    }

    public static string? Cell(object? value) =>
        value switch
        {
            null => null,
            bool yes => yes ? "yes" : "no",
            double number => Math.Round(number, 6).ToString(CultureInfo.InvariantCulture),
            IReadOnlyDictionary<string, int> parts => string.Join(
                "; ",
                parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {p.Value}")
            ),
            IFormattable formattable => formattable.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

internal static class ReportAnswer
{
    public static async Task<Results<Ok<Report<TRow>>, ProblemHttpResult>> Json<TRow>(
        ReportRequest request,
        RequestDb db,
        TimeProvider time,
        Func<TenantSession, ReportRange, CancellationToken, Task<List<TRow>>> rows,
        CancellationToken ct
    )
    {
        var (range, problem) = await ReportRange.Of(request, db, time, ct);
        if (range is null)
            return problem!;
        return TypedResults.Ok(
            new Report<TRow>(range.From, range.To, range.TimeZone, await db.Run((s, inner) => rows(s, range, inner), ct))
        );
    }
}
