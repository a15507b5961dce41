using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Pivotal.Api.Imports;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Imports;

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
    public static async Task<ImportView> Import(this HttpClient user, string text)
    {
        var id = (await user.Upload(text).Read<ImportView>()).Id;
        return await user.Finish(id);
    }

    public static async Task<ImportView> Finish(this HttpClient user, Guid id)
    {
        await user.PostAsync($"/api/v1/imports/{id}/start", null).Json();
        for (var i = 0; i < 3_000; i++)
        {
            var import = await user.GetAsync($"/api/v1/imports/{id}").Read<ImportView>();
            if (import.Status != ImportStatus.Running)
                return import;
            await Task.Delay(10);
        }

        throw new TimeoutException("The import did not end.");
    }

    public static List<string?> Targets(this ImportView import) => [.. import.Columns.Select(c => c.Target)];

    public static Task<HttpResponseMessage> Map(this HttpClient user, Guid import, object body) =>
        user.PutAsJsonAsync($"/api/v1/imports/{import}/mapping", body);
}
