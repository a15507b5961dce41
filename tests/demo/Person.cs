using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Pivotal.Demo;

/// <summary>Somebody who works in the product through its public door: a cookie, an anti-forgery header, JSON.</summary>
public sealed class Person : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;

    private Person(HttpClient http, CookieContainer cookies) => (_http, Cookies) = (http, cookies);

    public CookieContainer Cookies { get; }

    public Session Session { get; private set; } = null!;

    public static async Task<Person> SignIn(Uri product, SignIn who, CancellationToken ct)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies })
        {
            BaseAddress = new(product, "/api/v1/"),
            Timeout = Patience,
        };
        var person = new Person(http, cookies);
        try
        {
            person.Session = await person.Post<Session>(
                "session",
                new
                {
                    who.Email,
                    who.Password,
                    who.TenantId,
                },
                ct
            );
        }
        catch
        {
            person.Dispose();
            throw;
        }

        http.DefaultRequestHeaders.Add("X-Pivotal-CSRF", person.Session.CsrfToken);
        return person;
    }

    public Task<T> Get<T>(string path, CancellationToken ct) => Send<T>(HttpMethod.Get, path, null, ct);

    public Task<T> Post<T>(string path, object? body, CancellationToken ct) => Send<T>(HttpMethod.Post, path, Json(body), ct);

    public Task<T> Put<T>(string path, object? body, CancellationToken ct) => Send<T>(HttpMethod.Put, path, Json(body), ct);

    /// <summary>All items of a paged list.</summary>
    public async Task<List<T>> All<T>(string path, CancellationToken ct)
    {
        var items = new List<T>();
        string? cursor = null;
        do
        {
            var next =
                $"{path}{(path.Contains('?') ? '&' : '?')}limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}";
            var page = await Get<Page<T>>(next, ct);
            items.AddRange(page.Items);
            cursor = page.NextCursor;
        } while (cursor is not null);
        return items;
    }

    public Task<T> Upload<T>(string path, Stream csv, CancellationToken ct)
    {
        var content = new StreamContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return Send<T>(HttpMethod.Post, path, content, ct);
    }

    public async Task<byte[]> Download(string path, CancellationToken ct)
    {
        using var answer = await Answer(HttpMethod.Get, path, null, ct);
        await Succeeded(answer, HttpMethod.Get, path, ct);
        return await answer.Content.ReadAsByteArrayAsync(ct);
    }

    /// <summary>For what must be refused: the status and the problem's code.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> Try(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var answer = await Answer(method, path, Json(body), ct);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? null : (await Problem(answer, ct))?.Code);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> Send<T>(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var answer = await Answer(method, path, content, ct);
        await Succeeded(answer, method, path, ct);
        return answer.StatusCode == HttpStatusCode.NoContent
            ? default!
            : (await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, ct))!;
    }

    private async Task<HttpResponseMessage> Answer(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await _http.SendAsync(new(method, path) { Content = content }, ct);
            // Only what costs nothing to send again is sent again; an upload's stream is gone by then.
            if (answer.StatusCode != HttpStatusCode.TooManyRequests || tries == 5 || content is StreamContent)
                return answer;
            var wait = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
            answer.Dispose();
            await Task.Delay(wait > Patience ? Patience : wait, ct);
        }
    }

    private static async Task Succeeded(HttpResponseMessage answer, HttpMethod method, string path, CancellationToken ct)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var problem = await Problem(answer, ct);
        throw new DemoException(
            $"{method} {path} was answered {(int)answer.StatusCode} {problem?.Code}: {problem?.Detail} {problem?.Fields}".TrimEnd()
        );
    }

    private static async Task<ProblemBody?> Problem(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<ProblemBody>(JsonSerializerOptions.Web, ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HttpContent? Json(object? body) =>
        body is null ? null : JsonContent.Create(body, body.GetType(), options: JsonSerializerOptions.Web);
}
