using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Pivotal.ApiTests.Fuzz;

/// <summary>One request as it can be kept in a file: ids of the world by their names in braces.</summary>
/// <param name="Who">admin, manager, agent, client, anonymous</param>
/// <param name="Body">null: none</param>
internal sealed record FuzzRequest(string Who, string Method, string Path, string? Body, string? ContentType, string? Key = null)
{
    public string Line() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static FuzzRequest Read(string line) => JsonSerializer.Deserialize<FuzzRequest>(line, JsonSerializerOptions.Web)!;

    public async Task<HttpResponseMessage> Send(HttpClient who, IReadOnlyDictionary<string, Guid> ids)
    {
        var (path, body) = (Filled(Path, ids), Body is null ? null : Filled(Body, ids));
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(who.BaseAddress!, path));
        if (Method is not "GET" and not "POST")
            request.Headers.TryAddWithoutValidation("If-Match", await Version(who, request.RequestUri!));
        if (Key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (ContentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        return await who.SendAsync(request);
    }

    /// <summary>What is changed is changed as it is now, so that a change is not only ever refused as stale.</summary>
    private static async Task<string> Version(HttpClient who, Uri address)
    {
        using var seen = await who.GetAsync(address);
        return seen.Headers.ETag?.Tag ?? "\"1\"";
    }

    private static string Filled(string text, IReadOnlyDictionary<string, Guid> ids) =>
        ids.Aggregate(text, (all, id) => all.Replace("{" + id.Key + "}", id.Value.ToString()));
}
