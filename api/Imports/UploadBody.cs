using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Imports;

/// <summary>What arrives is cut off, or no form in spite of its name.</summary>
internal sealed class UploadBrokenException(Exception reason) : Exception("The upload broke off.", reason);

/// <summary>The file inside an upload, as a stream: the body itself, or the first file of a multipart form.</summary>
internal static class UploadBody
{
    private static readonly string[] Types =
    [
        "text/csv",
        "text/plain",
        "text/tab-separated-values",
        "application/csv",
        "application/vnd.ms-excel",
        "application/octet-stream",
        "multipart/form-data",
    ];

    /// <summary>Browsers name a CSV file in many ways; a body without a type is taken for a file.</summary>
    public static bool IsTaken(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || (
            MediaTypeHeaderValue.TryParse(contentType, out var type)
            && Types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Null when a form has no file in it.</summary>
    public static async Task<(Stream Body, string? FileName)?> Open(HttpRequest request, CancellationToken ct)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        )
            return (request.Body, null);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 200)
            return null;
        var reader = new MultipartReader(boundary, request.Body);
        while (await Arriving(() => reader.ReadNextSectionAsync(ct)) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } file } part)
                return (file, part.FileName);
        }

        return null;
    }

    /// <summary>False when the stream is longer than <paramref name="max"/>; nothing is held in memory.</summary>
    public static async Task<bool> Save(Stream from, Stream to, long max, CancellationToken ct)
    {
        var buffer = new byte[128 * 1024];
        long written = 0;
        for (int read; (read = await Arriving(() => from.ReadAsync(buffer, ct).AsTask())) > 0; )
        {
            if ((written += read) > max)
                return false;
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        await to.FlushAsync(ct);
        return true;
    }

    /// <exception cref="UploadBrokenException"/>
    private static async Task<T> Arriving<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new UploadBrokenException(e);
        }
    }

    /// <summary>The last part of a path, printable, at most 255 characters.</summary>
    public static string Name(string? given)
    {
        var name = new string([.. (given ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c))]).Sound().Trim();
        return name.Length == 0 ? "upload.csv" : name.Beginning(255);
    }
}
