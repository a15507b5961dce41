using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;

namespace Pivotal.Api.Imports;

/// <param name="Status">uploaded, waiting (others of the tenant run before it), running, completed, failed, cancelled</param>
/// <param name="EncodingCertainty">guess: others fit as well (GET encodings), and the import does not start before one is chosen; likely; certain</param>
/// <param name="DelimiterCertainty">guess, likely, certain</param>
/// <param name="Encodings">those that can be chosen; utf-8+windows-1252 is UTF-8 with lines in the other, windows-1252+utf-8 the other way round</param>
/// <param name="Error">why it failed</param>
internal sealed record ImportView(
    Guid Id,
    string FileName,
    long FileBytes,
    string Status,
    string Encoding,
    string EncodingCertainty,
    IReadOnlyList<string> Encodings,
    string Delimiter,
    string DelimiterCertainty,
    IReadOnlyList<ImportColumn> Columns,
    Guid? ListId,
    ImportProgressView Progress,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
)
{
    public static async Task<ImportView?> Load(DbSession session, Guid id, CancellationToken ct) =>
        await ImportRecord.Load(session, id, ct) is { } import ? Of(import) : null;

    public static ImportView Of(ImportRecord import) =>
        new(
            import.Id,
            import.FileName,
            import.FileBytes,
            import.Status,
            import.Encoding,
            import.EncodingCertainty,
            Choices(import.Encoding),
            import.Delimiter,
            import.DelimiterCertainty,
            ColumnsOf(import),
            import.ListId,
            ImportProgressView.Of(import.Counts, import.StartedAt, import.FinishedAt),
            import.Error,
            import.CreatedAt,
            import.StartedAt,
            import.FinishedAt
        );

    private static IReadOnlyList<string> Choices(string own) =>
        TextEncodings.Choices.Contains(own) ? TextEncodings.Choices : [.. TextEncodings.Choices, own];

    private static List<ImportColumn> ColumnsOf(ImportRecord import)
    {
        var guesses = HeaderRecogniser.Recognise(import.Headers);
        var mapped = import.Mapping.ToDictionary(m => m.Index);
        return
        [
            .. import
                .Headers.Take(ImportLimits.Columns)
                .Select(
                    (header, i) =>
                    {
                        var (target, reading) = mapped.TryGetValue(i, out var m) ? (m.Target, m.Reading) : (null, null);
                        return new ImportColumn(
                            i,
                            header,
                            target,
                            target is not null && target == guesses[i].Target ? guesses[i].Confidence : "none",
                            [.. import.Samples.Select(s => i < s.Length ? s[i] : "")],
                            reading,
                            i < import.Ambiguous.Length ? ColumnAmbiguity.Of(import.Dates[i], import.Decimals[i], import.Ambiguous[i]) : []
                        );
                    }
                ),
        ];
    }
}

/// <param name="Confidence">exact: a template header; likely: a known other word; none: chosen by hand, or left out</param>
/// <param name="Samples">the column's first cells</param>
/// <param name="Reading">what was chosen for values that can be read in two ways: day, month, thousands, decimal, leave_out; null: nothing was</param>
/// <param name="Ambiguities">what to ask before the import starts, because no value of the column decides it: about dates if the column goes to a date, about amounts if it goes to an amount</param>
internal sealed record ImportColumn(
    int Index,
    string Header,
    string? Target,
    string Confidence,
    IReadOnlyList<string> Samples,
    string? Reading,
    IReadOnlyList<ColumnAmbiguity> Ambiguities
);

/// <summary>processed = created + updated + unchanged + duplicates + rejected. Suppressed rows are imported and flagged.</summary>
/// <param name="Incomplete">rows that came in without a value that could not be read: they are in the error file too</param>
/// <param name="LeftOut">how many values that were</param>
/// <param name="AccountsUpdated">changes to accounts that were there before the row that changed them</param>
internal sealed record ImportProgressView(
    long? TotalRows,
    long Processed,
    long Created,
    long Updated,
    long Unchanged,
    long Duplicates,
    long Rejected,
    long Suppressed,
    long AccountsCreated,
    long AccountsUpdated,
    double RowsPerSecond,
    long Incomplete,
    long LeftOut
)
{
    public static ImportProgressView Of(ImportCounts c, DateTimeOffset? started, DateTimeOffset? finished)
    {
        var seconds = started is { } start && finished is { } end ? (end - start).TotalSeconds : 0;
        return new(
            c.Total,
            c.Processed,
            c.Created,
            c.Updated,
            c.Unchanged,
            c.Duplicates,
            c.Rejected,
            c.Suppressed,
            c.AccountsCreated,
            c.AccountsUpdated,
            seconds > 0 ? Math.Round(c.Processed / seconds, 1) : 0,
            c.Incomplete,
            c.LeftOut
        );
    }
}
