using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Imports;

/// <summary>Streams a file to disk, looks at it, and answers with the mapping the headers suggest. Nothing is imported yet.</summary>
internal static class UploadImport
{
    /// <summary><c>PIVOTAL_IMPORT_MAX_BYTES</c>; 1 GiB unless set.</summary>
    private const string MaxSetting = "PIVOTAL_IMPORT_MAX_BYTES";

    public static async Task<Results<Created<ImportView>, ProblemHttpResult>> Handle(
        string? fileName,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        ImportFiles files,
        IConfiguration configuration,
        CancellationToken ct
    )
    {
        var max = configuration.GetValue(MaxSetting, 1L << 30);
        if (!UploadBody.IsTaken(request.ContentType))
            return Problem.Of(415, "request.media_type", "Send the file as text/csv, application/octet-stream or multipart/form-data.");
        if (request.ContentLength > max + (1 << 20))
            return ImportProblems.TooLarge(max);
        try
        {
            return await UploadBody.Open(request, ct) is { } upload
                ? await Take(upload.Body, fileName ?? upload.FileName, max, user, db, files, ct)
                : ImportProblems.Unreadable("imports.empty");
        }
        catch (UploadBrokenException)
        {
            return Problem.Of(400, "request.malformed", "The upload broke off or is not well formed; send it again.");
        }
    }

    private static async Task<Results<Created<ImportView>, ProblemHttpResult>> Take(
        Stream body,
        string? fileName,
        long max,
        RequestUser user,
        RequestDb db,
        ImportFiles files,
        CancellationToken ct
    )
    {
        var id = Ids.New();
        var kept = false;
        try
        {
            await using (var file = files.Create(user.TenantId, id))
            {
                if (!await UploadBody.Save(body, file, max, ct))
                    return ImportProblems.TooLarge(max);
            }

            var path = files.PathOf(user.TenantId, id);
            if (await Task.Run(() => CsvReading.Of(path), ct) is not { } reading)
                return ImportProblems.Unreadable("imports.binary");
            var (shape, refusal) = await Task.Run(() => CsvShape.Of(path, reading.Format), ct);
            if (shape is null)
                return ImportProblems.Unreadable(refusal!);
            var import = await db.Run(
                (s, inner) => Insert(s, user, id, UploadBody.Name(fileName), new FileInfo(path).Length, reading, shape, inner),
                ct
            );
            kept = true;
            return TypedResults.Created($"/api/v1/imports/{id}", import);
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) == 28)
        {
            return Problem.Of(507, "imports.disk_full", "There is no room on the server for this file.");
        }
        finally
        {
            if (!kept)
                files.Delete(user.TenantId, id);
        }
    }

    private static async Task<ImportView> Insert(
        TenantSession session,
        RequestUser user,
        Guid id,
        string name,
        long bytes,
        CsvReading reading,
        CsvShape shape,
        CancellationToken ct
    )
    {
        var found = StoredShape.Of(shape);
        await session.Execute(
            """
            insert into imports (tenant_id, id, file_name, file_path, file_bytes, status, encoding, delimiter, encoding_certainty, delimiter_certainty, headers, samples, mapping, date_orders, decimal_marks, ambiguous, total_rows, created_by)
            values (@tenant, @id, @name, @path, @bytes, 'uploaded', @encoding, @delimiter, @sureEncoding, @sureDelimiter, @headers, @samples, @mapping, @dates, @decimals, @ambiguous, @rows, @by)
            """,
            new
            {
                tenant = user.TenantId,
                id,
                name,
                path = $"{user.TenantId:N}/{id:N}.csv",
                bytes,
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
                by = user.Id,
            },
            ct
        );
        await session.Record(user, "imports.uploaded", "import", id, new { bytes, rows = shape.Rows }, ct);
        return (await ImportView.Load(session, id, ct))!;
    }
}
