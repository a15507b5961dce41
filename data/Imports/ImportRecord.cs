using System.Text.Json;
using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Imports;

namespace Pivotal.Data.Imports;

/// <summary>The <c>imports</c> row.</summary>
public sealed record ImportRecord(
    Guid Id, string FileName, long FileBytes, string Status, string Encoding, string Delimiter,
    string EncodingCertainty, string DelimiterCertainty, string[] Headers, string[][] Samples, ColumnTarget[] Mapping, DateOrder[] Dates, DecimalMark[] Decimals, AmbiguousValues[] Ambiguous, Guid? ListId, ImportCounts Counts, string? Error, long Epoch,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    public const string Columns = $"{Head}, i.headers::text, i.samples::text, i.mapping::text, i.date_orders, i.decimal_marks, i.ambiguous::text";

    /// <summary>All but what the file itself brought, of which a list shows nothing.</summary>
    public const string Head = """
        i.id, i.file_name, i.file_bytes, i.status, i.encoding, i.delimiter, i.encoding_certainty, i.delimiter_certainty, i.incomplete_rows, i.list_id,
        i.total_rows, i.processed_rows, i.created_rows, i.updated_rows, i.unchanged_rows, i.duplicate_rows, i.rejected_rows, i.suppressed_rows,
        i.accounts_created, i.accounts_updated, i.error, i.epoch, i.created_at, i.started_at, i.finished_at, i.left_out_values
        """;

    /// <summary>Reads rows in the way that was found out and chosen; the same again after a restart.</summary>
    public RowMapper Mapper() => new(Mapping, Headers.Length, Dates, Decimals);

    public CsvFormat Format => new(Encoding, Delimiter[0]);

    /// <summary>The letters of the file fit several encodings, and nobody has said which it is.</summary>
    public bool IsEncodingOpen => EncodingCertainty == "guess";

    /// <summary>Columns whose dates can be read in two ways, and nobody has said in which. Amounts have a usual reading, dates have none.</summary>
    public IEnumerable<ColumnTarget> Unanswered() =>
        Mapping.Where(m => m.Reading is null && m.Index < Ambiguous.Length && ColumnReadings.Of(ImportTargets.Find(m.Target)?.Kind).Contains(ColumnReadings.Day)
            && ColumnAmbiguity.Of(Dates[m.Index], Decimals[m.Index], Ambiguous[m.Index]).Any(a => a.Kind == ColumnAmbiguity.Date));

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Task<ImportRecord?> Load(DbSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle($"select {Columns} from imports i where i.id = @id", new { id }, Read, ct);

    public static ImportRecord Read(NpgsqlDataReader r) => ReadHead(r) with
    {
        Headers = JsonSerializer.Deserialize<string[]>(r.GetString(26), Json)!,
        Samples = JsonSerializer.Deserialize<string[][]>(r.GetString(27), Json)!,
        Mapping = JsonSerializer.Deserialize<ColumnTarget[]>(r.GetString(28), Json)!,
        Dates = Words<DateOrder>(r, 29),
        Decimals = Words<DecimalMark>(r, 30),
        Ambiguous = JsonSerializer.Deserialize<AmbiguousValues[]>(r.GetString(31), Json)!,
    };

    private static T[] Words<T>(NpgsqlDataReader r, int column)
        where T : struct, Enum => Array.ConvertAll(r.GetFieldValue<string[]>(column), word => Enum.Parse<T>(word, ignoreCase: true));

    public static ImportRecord ReadHead(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), [], [], [], [], [], [], r.IsDBNull(9) ? null : r.GetGuid(9),
        new ImportCounts(
            r.IsDBNull(10) ? null : r.GetInt64(10), r.GetInt64(11), r.GetInt64(12), r.GetInt64(13), r.GetInt64(14), r.GetInt64(15), r.GetInt64(16), r.GetInt64(17),
            r.GetInt64(18), r.GetInt64(19), r.GetInt64(8), r.GetInt64(25)),
        r.IsDBNull(20) ? null : r.GetString(20), r.GetInt64(21), r.GetFieldValue<DateTimeOffset>(22),
        r.IsDBNull(23) ? null : r.GetFieldValue<DateTimeOffset>(23), r.IsDBNull(24) ? null : r.GetFieldValue<DateTimeOffset>(24));
}

/// <summary>Processed = created + updated + unchanged + duplicates + rejected. Suppressed and incomplete rows are counted among the first three as well.</summary>
/// <param name="Incomplete">rows that came in without a value that could not be read</param>
/// <param name="LeftOut">how many values that were</param>
public sealed record ImportCounts(
    long? Total, long Processed, long Created, long Updated, long Unchanged, long Duplicates, long Rejected, long Suppressed, long AccountsCreated, long AccountsUpdated,
    long Incomplete, long LeftOut);
