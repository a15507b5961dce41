using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Import;

/// <summary>One file through the import, as a person does it over HTTP.</summary>
/// <param name="Seconds">from the first byte of the upload until it said completed</param>
internal sealed record FileImport(double Seconds, Guid? ListId)
{
    /// <param name="list">name of a list to put the contacts on; null for none</param>
    public static async Task<FileImport> Run(ProductUser user, string path, int rows, string? list, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        await using var stream = File.OpenRead(path);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var import = await user.Send(HttpMethod.Post, "imports?fileName=bench.csv", content, cancel);
        var id = import.GetProperty("id").GetGuid();
        if (list is not null)
        {
            var columns = import
                .GetProperty("columns")
                .EnumerateArray()
                .Select(c => new { index = c.GetProperty("index"), target = c.GetProperty("target") });
            await user.Put($"imports/{id}/mapping", new { columns, listName = list }, cancel);
        }

        await user.Post($"imports/{id}/start", null, cancel);
        while (true)
        {
            import = await user.Get($"imports/{id}", cancel);
            switch (import.GetProperty("status").GetString())
            {
                case "completed":
                    return Checked(import, rows, Stopwatch.GetElapsedTime(started).TotalSeconds);
                case "failed" or "cancelled":
                    throw new BenchException($"the import did not complete: {import.GetProperty("error")}");
            }

            await Task.Delay(100, cancel);
        }
    }

    private static FileImport Checked(JsonElement import, int rows, double seconds)
    {
        var created = import.GetProperty("progress").GetProperty("created").GetInt64();
        if (created != rows)
            throw new BenchException($"{created} of {rows} rows became contacts: {import.GetProperty("progress")}");
        var list = import.GetProperty("listId");
        return new FileImport(seconds, list.ValueKind == JsonValueKind.String ? list.GetGuid() : null);
    }
}
