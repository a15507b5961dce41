using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
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
                async (s, inner) =>
                {
                    var bytes = new FileInfo(path).Length;
                    var made = new NewImport(id, UploadBody.Name(fileName), $"{user.TenantId:N}/{id:N}.csv", bytes, user.Id);
                    await ImportRows.Add(s, made, reading, shape, inner);
                    await s.Record(user, "imports.uploaded", "import", id, new { bytes, rows = shape.Rows }, inner);
                    return (await ImportView.Load(s, id, inner))!;
                },
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
}
