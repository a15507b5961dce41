using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pivotal.Bench.Harness;

/// <summary>Somebody signed in, speaking the public API.</summary>
internal sealed class ProductUser : IDisposable
{
    private readonly HttpClient _http;
    private readonly CookieContainer _cookies;

    private ProductUser(HttpClient http, CookieContainer cookies, Guid userId) => (_http, _cookies, UserId) = (http, cookies, userId);

    public Guid UserId { get; }

    /// <summary>The cookie header that a browser of this user sends.</summary>
    public string Cookie => _cookies.GetCookieHeader(_http.BaseAddress!);

    public static async Task<ProductUser> SignIn(Uri product, string email, string password, CancellationToken cancel)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies })
        {
            BaseAddress = new Uri(product, "/api/v1/"),
            Timeout = TimeSpan.FromMinutes(10),
        };
        using var response = await http.PostAsJsonAsync("session", new { email, password }, cancel);
        var session = await Read(response, cancel);
        http.DefaultRequestHeaders.Add("X-Pivotal-CSRF", session.GetProperty("csrfToken").GetString());
        return new ProductUser(http, cookies, session.GetProperty("user").GetProperty("id").GetGuid());
    }

    public Task<JsonElement> Get(string path, CancellationToken cancel) => Send(HttpMethod.Get, path, null, cancel);

    public Task<JsonElement> Post(string path, object? body, CancellationToken cancel) =>
        Send(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), cancel);

    public Task<JsonElement> Put(string path, object body, CancellationToken cancel) =>
        Send(HttpMethod.Put, path, JsonContent.Create(body), cancel);

    public async Task<JsonElement> Send(HttpMethod method, string path, HttpContent? content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        // A refused upload is answered before it is sent, instead of breaking off in the middle.
        request.Headers.ExpectContinue = content is StreamContent;
        using var response = await _http.SendAsync(request, cancel);
        return await Read(response, cancel);
    }

    /// <summary>Whatever the answer is.</summary>
    public async Task Ask(string path, CancellationToken cancel)
    {
        using var response = await _http.GetAsync(path, cancel);
        await response.Content.ReadAsByteArrayAsync(cancel);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (!response.IsSuccessStatusCode)
            throw new BenchException(
                $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath} was answered {(int)response.StatusCode}: {text}"
            );
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
