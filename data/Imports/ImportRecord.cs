using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Imports;

namespace Pivotal.Data.Imports;

/// <summary>The <c>imports</c> row.</summary>
public sealed record ImportRecord(
    Guid Id,
    string FileName,
    long FileBytes,
    string Status,
    string Encoding,
    string Delimiter,
    string EncodingCertainty,
    string DelimiterCertainty,
    string[] Headers,
    string[][] Samples,
    ColumnTarget[] Mapping,
    DateOrder[] Dates,
    DecimalMark[] Decimals,
    AmbiguousValues[] Ambiguous,
    Guid? ListId,
    ImportCounts Counts,
    string? Error,
    long Epoch,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
)
{
    public const string Columns = $"""
        {ImportHead.Columns}, i.encoding, i.delimiter, i.encoding_certainty, i.delimiter_certainty, i.epoch,
        i.headers, i.samples, i.mapping, i.date_orders as dates, i.decimal_marks as decimals, i.ambiguous
        """;

    /// <summary>Reads rows in the way that was found out and chosen; the same again after a restart.</summary>
    public RowMapper Mapper() => new(Mapping, Headers.Length, Dates, Decimals);

    public CsvFormat Format => new(Encoding, Delimiter[0]);

    /// <summary>The letters of the file fit several encodings, and nobody has said which it is.</summary>
    public bool IsEncodingOpen => EncodingCertainty == "guess";

    /// <summary>Columns whose dates can be read in two ways, and nobody has said in which. Amounts have a usual reading, dates have none.</summary>
    public IEnumerable<ColumnTarget> Unanswered() =>
        Mapping.Where(m =>
            m.Reading is null
            && m.Index < Ambiguous.Length
            && ColumnReadings.Of(ImportTargets.Find(m.Target)?.Kind).Contains(ColumnReadings.Day)
            && ColumnAmbiguity.Of(Dates[m.Index], Decimals[m.Index], Ambiguous[m.Index]).Any(a => a.Kind == ColumnAmbiguity.Date)
        );

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Task<ImportRecord?> Load(DbSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<ImportRecord>($"select {Columns} from imports i where i.id = @id", new { id }, ct);
}

/// <summary>All of an import but what the file itself brought and how it is read.</summary>
public sealed record ImportHead(
    Guid Id,
    string FileName,
    long FileBytes,
    string Status,
    Guid? ListId,
    ImportCounts Counts,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
)
{
    public const string Columns = """
        i.id, i.file_name, i.file_bytes, i.status, i.list_id, i.total_rows as counts_total, i.processed_rows as counts_processed, i.created_rows as counts_created, i.updated_rows as counts_updated,
        i.unchanged_rows as counts_unchanged, i.duplicate_rows as counts_duplicates, i.rejected_rows as counts_rejected, i.suppressed_rows as counts_suppressed,
        i.accounts_created as counts_accounts_created, i.accounts_updated as counts_accounts_updated, i.incomplete_rows as counts_incomplete, i.left_out_values as counts_left_out,
        i.error, i.created_at, i.started_at, i.finished_at
        """;
}

/// <summary>Processed = created + updated + unchanged + duplicates + rejected. Suppressed and incomplete rows are counted among the first three as well.</summary>
/// <param name="Incomplete">rows that came in without a value that could not be read</param>
/// <param name="LeftOut">how many values that were</param>
public sealed record ImportCounts(
    long? Total,
    long Processed,
    long Created,
    long Updated,
    long Unchanged,
    long Duplicates,
    long Rejected,
    long Suppressed,
    long AccountsCreated,
    long AccountsUpdated,
    long Incomplete,
    long LeftOut
);
