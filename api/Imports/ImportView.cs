using Pivotal.Data.Imports;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Imports;

/// <param name="Status">uploaded, running, completed, failed, cancelled</param>
/// <param name="Error">why it failed</param>
internal sealed record ImportView(
    Guid Id, string FileName, long FileBytes, string Status, string Encoding, string Delimiter, IReadOnlyList<ImportColumn> Columns, Guid? ListId,
    ImportProgressView Progress, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    public static async Task<ImportView?> Load(DbSession session, Guid id, CancellationToken ct) =>
        await ImportRecord.Load(session, id, ct) is { } import ? Of(import) : null;

    public static ImportView Of(ImportRecord import) => new(
        import.Id, import.FileName, import.FileBytes, import.Status, import.Encoding, import.Delimiter, ColumnsOf(import), import.ListId,
        ImportProgressView.Of(import), import.Error, import.CreatedAt, import.StartedAt, import.FinishedAt);

    private static List<ImportColumn> ColumnsOf(ImportRecord import)
    {
        var guesses = HeaderRecogniser.Recognise(import.Headers);
        var targets = import.Mapping.ToDictionary(m => m.Index, m => m.Target);
        return [.. import.Headers.Select((header, i) =>
        {
            var target = targets.GetValueOrDefault(i);
            return new ImportColumn(i, header, target, target is not null && target == guesses[i].Target ? guesses[i].Confidence : "none",
                [.. import.Samples.Select(s => i < s.Length ? s[i] : "")]);
        })];
    }
}

/// <param name="Confidence">exact: a template header; likely: a known other word; none: chosen by hand, or left out</param>
/// <param name="Samples">the column's first cells</param>
internal sealed record ImportColumn(int Index, string Header, string? Target, string Confidence, IReadOnlyList<string> Samples);

/// <summary>processed = created + updated + unchanged + duplicates + rejected. Suppressed rows are imported and flagged.</summary>
/// <param name="AccountsUpdated">changes to accounts that were there before the row that changed them</param>
internal sealed record ImportProgressView(
    long? TotalRows, long Processed, long Created, long Updated, long Unchanged, long Duplicates, long Rejected, long Suppressed, long AccountsCreated, long AccountsUpdated,
    double RowsPerSecond)
{
    public static ImportProgressView Of(ImportRecord import)
    {
        var c = import.Counts;
        var seconds = import.StartedAt is { } start && import.FinishedAt is { } end ? (end - start).TotalSeconds : 0;
        return new(
            c.Total, c.Processed, c.Created, c.Updated, c.Unchanged, c.Duplicates, c.Rejected, c.Suppressed, c.AccountsCreated, c.AccountsUpdated,
            seconds > 0 ? Math.Round(c.Processed / seconds, 1) : 0);
    }
}
