using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;

namespace Pivotal.ApiTests.Shared;

/// <summary>Reading answers in tests.</summary>
public static class Answers
{
    private static readonly JsonSerializerOptions Strict = new(Api.Shared.Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The JSON of a successful answer; the body is the message when it is none.</summary>
    public static async Task<JsonElement> Json(this Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The body of a successful answer as the record that its endpoint writes. A member that only one of the two knows fails here and not where somebody looks for it.</summary>
    public static async Task<T> Read<T>(this Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, Strict) ?? throw new InvalidOperationException("The answer is null.");
    }

    /// <summary>Asserts a refusal with this status and code and returns the problem.</summary>
    public static async Task<JsonElement> Refused(this Task<HttpResponseMessage> sending, int status, string code)
    {
        var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }

    /// <summary>JSON pointers of the fields at fault.</summary>
    public static string[] Pointers(this JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(e => e.GetProperty("pointer").GetString()!)]
            : [];

    /// <summary>A request with If-Match, for PATCH and PUT.</summary>
    public static Task<HttpResponseMessage> Change(this HttpClient client, HttpMethod method, string path, object body, long? version)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (version is { } seen)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        return client.SendAsync(request);
    }

    public static async Task Is(this Task<HttpResponseMessage> sending, HttpStatusCode status) =>
        Assert.Equal(status, (await sending).StatusCode);
}
