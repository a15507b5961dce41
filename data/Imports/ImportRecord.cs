using System.Text.Json;
using Npgsql;
using Pivotal.Data.Shared;

namespace Pivotal.Data.Imports;

/// <summary>The <c>imports</c> row.</summary>
public sealed record ImportRecord(
    Guid Id, string FileName, long FileBytes, string Status, string Encoding, string Delimiter,
    string[] Headers, string[][] Samples, ColumnTarget[] Mapping, Guid? ListId, ImportCounts Counts, string? Error, long Epoch,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    public const string Columns = """
        i.id, i.file_name, i.file_bytes, i.status, i.encoding, i.delimiter, i.headers::text, i.samples::text, i.mapping::text, i.list_id,
        i.total_rows, i.processed_rows, i.created_rows, i.updated_rows, i.unchanged_rows, i.duplicate_rows, i.rejected_rows, i.suppressed_rows,
        i.accounts_created, i.accounts_updated, i.error, i.epoch, i.created_at, i.started_at, i.finished_at
        """;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Task<ImportRecord?> Load(DbSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle($"select {Columns} from imports i where i.id = @id", new { id }, Read, ct);

    public static ImportRecord Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetString(5),
        JsonSerializer.Deserialize<string[]>(r.GetString(6), Json)!, JsonSerializer.Deserialize<string[][]>(r.GetString(7), Json)!,
        JsonSerializer.Deserialize<ColumnTarget[]>(r.GetString(8), Json)!, r.IsDBNull(9) ? null : r.GetGuid(9),
        new ImportCounts(
            r.IsDBNull(10) ? null : r.GetInt64(10), r.GetInt64(11), r.GetInt64(12), r.GetInt64(13), r.GetInt64(14), r.GetInt64(15), r.GetInt64(16), r.GetInt64(17),
            r.GetInt64(18), r.GetInt64(19)),
        r.IsDBNull(20) ? null : r.GetString(20), r.GetInt64(21), r.GetFieldValue<DateTimeOffset>(22),
        r.IsDBNull(23) ? null : r.GetFieldValue<DateTimeOffset>(23), r.IsDBNull(24) ? null : r.GetFieldValue<DateTimeOffset>(24));
}

/// <summary>Processed = created + updated + unchanged + duplicates + rejected. Suppressed rows are counted among the first three as well.</summary>
public sealed record ImportCounts(
    long? Total, long Processed, long Created, long Updated, long Unchanged, long Duplicates, long Rejected, long Suppressed, long AccountsCreated, long AccountsUpdated);
