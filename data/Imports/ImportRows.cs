using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;

namespace Pivotal.Data.Imports;

/// <param name="Path">below the folder of uploads</param>
public sealed record NewImport(Guid Id, string FileName, string Path, long Bytes, Guid By);

/// <summary>An import that is no more, and how many rows of its file came in.</summary>
public sealed record RemovedImport(string Name, long Rows);

/// <summary>What people write of an import before it runs and after it has ended; what a run writes is <see cref="ImportRunRows"/>.</summary>
public static class ImportRows
{
    public static Task Add(TenantSession session, NewImport import, CsvReading reading, CsvShape shape, CancellationToken ct)
    {
        var found = StoredShape.Of(shape);
        return session.Execute(
            $"""
            insert into imports (tenant_id, id, file_name, file_path, file_bytes, status, encoding, delimiter, encoding_certainty, delimiter_certainty, headers, samples, mapping, date_orders, decimal_marks, ambiguous, total_rows, created_by)
            values (@tenant, @id, @name, @path, @bytes, '{ImportStatus.Uploaded}', @encoding, @delimiter, @sureEncoding, @sureDelimiter, @headers, @samples, @mapping, @dates, @decimals, @ambiguous, @rows, @by)
            """,
            new
            {
                tenant = session.TenantId,
                id = import.Id,
                name = import.FileName,
                path = import.Path,
                bytes = import.Bytes,
                encoding = reading.Format.Encoding,
                delimiter = reading.Format.Delimiter.ToString(),
                sureEncoding = reading.Encoding.Word(),
                sureDelimiter = reading.Delimiter.Word(),
                found.Headers,
                found.Samples,
                found.Mapping,
                found.Dates,
                found.Decimals,
                found.Ambiguous,
                rows = shape.Rows,
                by = import.By,
            },
            ct
        );
    }

    /// <summary>What the file looks like when it is read in another way.</summary>
    /// <returns>false: it is no longer waiting for that</returns>
    public static async Task<bool> ReadAgain(TenantSession session, Guid id, CsvReading reading, CsvShape shape, CancellationToken ct)
    {
        var found = StoredShape.Of(shape);
        return await session.Execute(
                $"""
                update imports set encoding = @encoding, delimiter = @delimiter, encoding_certainty = @sureEncoding, delimiter_certainty = @sureDelimiter,
                  headers = @headers, samples = @samples, mapping = @mapping, date_orders = @dates, decimal_marks = @decimals, ambiguous = @ambiguous, total_rows = @rows
                where id = @id and status = '{ImportStatus.Uploaded}'
                """,
                new
                {
                    id,
                    encoding = reading.Format.Encoding,
                    delimiter = reading.Format.Delimiter.ToString(),
                    sureEncoding = reading.Encoding.Word(),
                    sureDelimiter = reading.Delimiter.Word(),
                    found.Headers,
                    found.Samples,
                    found.Mapping,
                    found.Dates,
                    found.Decimals,
                    found.Ambiguous,
                    rows = shape.Rows,
                },
                ct
            ) > 0;
    }

    /// <param name="list">whom it brings goes on it; null: on none</param>
    public static Task Map(TenantSession session, Guid id, IEnumerable<ColumnTarget> mapping, Guid? list, CancellationToken ct) =>
        session.Execute(
            $"update imports set mapping = @mapping, list_id = @list where id = @id and status = '{ImportStatus.Uploaded}'",
            new
            {
                id,
                mapping = new Jsonb(JsonSerializer.Serialize(mapping, ImportRecord.Json)),
                list,
            },
            ct
        );

    /// <summary>Null: there is none, or it has not ended.</summary>
    public static Task<RemovedImport?> Remove(TenantSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<RemovedImport>(
            "delete from imports where id = @id and status = any(@ended) returning file_name as name, created_rows + updated_rows as rows",
            new { id, ended = ImportStatus.Ended.ToArray() },
            ct
        );
}
