using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Pivotal.ClusterTests.Simulator;

/// <summary>A webhook receiver on loopback that keeps what came in and answers what it is told to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Delivery> _got = new();
    private readonly SemaphoreSlim _news = new(0);

    private Receiver(WebApplication app) => _app = app;

    public Func<Delivery, int> Answer { get; set; } = _ => 200;

    public string Url => _app.Urls.First() + "/hook";

    public IReadOnlyList<Delivery> Got => [.. _got];

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build());
        receiver._app.MapPost("/hook", receiver.Take);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until what came in fulfils the condition; gives up after 20 seconds.</summary>
    public async Task<IReadOnlyList<Delivery>> Until(Func<IReadOnlyList<Delivery>, bool> enough)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!enough(Got))
            await _news.WaitAsync(limit.Token);
        return Got;
    }

    public Task<IReadOnlyList<Delivery>> UntilEvent(string type, string? call = null) =>
        Until(all => all.Any(d => d.Type == type && (call is null || d.Call == call)));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        var delivery = new Delivery(
            copy.ToArray(),
            request.Headers["telnyx-timestamp"].ToString(),
            request.Headers["telnyx-signature-ed25519"].ToString()
        );
        var status = Answer(delivery);
        _got.Enqueue(delivery);
        _news.Release();
        return Results.StatusCode(status);
    }
}

internal sealed record Delivery(byte[] Body, string Timestamp, string Signature)
{
    private readonly JsonElement _json = JsonSerializer.Deserialize<JsonElement>(Body);

    public string Type => _json.GetProperty("data").GetProperty("event_type").GetString()!;

    public string EventId => _json.GetProperty("data").GetProperty("id").GetString()!;

    public int Attempt => _json.GetProperty("meta").GetProperty("attempt").GetInt32();

    public JsonElement Payload => _json.GetProperty("data").GetProperty("payload");

    public string Call => Payload.GetProperty("call_control_id").GetString()!;

    public string? Text(string field) => Payload.GetProperty(field).GetString();
}
