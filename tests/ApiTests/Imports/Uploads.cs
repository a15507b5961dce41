using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pivotal.ApiTests.Shared;

namespace Pivotal.ApiTests.Imports;

/// <summary>Files through the front door.</summary>
internal static class Uploads
{
    public static Task<HttpResponseMessage> Upload(this HttpClient user, string text, string name = "people.csv") =>
        user.Upload(Encoding.UTF8.GetBytes(text), name);

    public static Task<HttpResponseMessage> Upload(this HttpClient user, byte[] bytes, string name = "people.csv") =>
        user.PostAsync($"/api/v1/imports?fileName={Uri.EscapeDataString(name)}", Body(bytes));

    public static ByteArrayContent Body(byte[] bytes, string type = "text/csv") =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    /// <summary>Uploads, starts with the suggested mapping, and waits for the end.</summary>
    public static async Task<JsonElement> Import(this HttpClient user, string text)
    {
        var id = (await user.Upload(text).Json()).GetProperty("id").GetGuid();
        return await user.Finish(id);
    }

    public static async Task<JsonElement> Finish(this HttpClient user, Guid id)
    {
        await user.PostAsync($"/api/v1/imports/{id}/start", null).Json();
        for (var i = 0; i < 3_000; i++)
        {
            var import = await user.GetAsync($"/api/v1/imports/{id}").Json();
            if (import.GetProperty("status").GetString() != "running")
                return import;
            await Task.Delay(10);
        }

        throw new TimeoutException("The import did not end.");
    }

    public static long Number(this JsonElement import, string counter) => import.GetProperty("progress").GetProperty(counter).GetInt64();

    public static List<string> Targets(this JsonElement import) =>
        [.. import.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("target").GetString()!)];

    public static Task<HttpResponseMessage> Map(this HttpClient user, Guid import, object body) =>
        user.PutAsJsonAsync($"/api/v1/imports/{import}/mapping", body);
}
