using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;

namespace Pivotal.ApiTests.Shared;

/// <summary>A browser's connection to <c>/hub</c>: negotiated, on a WebSocket, with the page's origin and the session's cookie. It does not reconnect by itself.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private readonly HubConnection _hub;
    private ClientWebSocket? _line;

    private HubClient(Uri product, string? cookie, string origin, bool negotiates)
    {
        _hub = new HubConnectionBuilder().WithUrl(new Uri(product, "/hub"), HttpTransportType.WebSockets, options =>
        {
            options.Headers["Origin"] = origin;
            if (cookie is not null)
                options.Headers["Cookie"] = cookie;
            options.SkipNegotiation = !negotiates;
            options.WebSocketFactory = Connect;
        }).Build();
        _hub.On<JsonElement[]>("frames", frames => Array.ForEach(frames, f => _frames.Writer.TryWrite(f)));
        _hub.Closed += _ =>
        {
            _frames.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    public static Task<HubClient> Open(ApiUser user) => Open(user.BaseAddress!, user.Cookie, user.BaseAddress!.GetLeftPart(UriPartial.Authority));

    /// <param name="negotiates">false: the WebSocket is the first that the product hears</param>
    /// <exception cref="HttpRequestException">The negotiation was refused.</exception>
    /// <exception cref="WebSocketException">The WebSocket was refused.</exception>
    public static async Task<HubClient> Open(Uri product, string? cookie, string origin, bool negotiates = true)
    {
        var client = new HubClient(product, cookie, origin, negotiates);
        try
        {
            await client._hub.StartAsync();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks what was missed; <paramref name="position"/> null on the first connect.</summary>
    public async Task<JsonElement> Resume((long Epoch, long Seq)? position = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _hub.InvokeAsync<JsonElement>("Resume", position is { } p ? new { epoch = p.Epoch, seq = p.Seq } : null, limit.Token);
    }

    /// <summary>The next pushed frame; null when the connection has closed.</summary>
    public async Task<JsonElement?> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _frames.Reader.WaitToReadAsync(limit.Token) && _frames.Reader.TryRead(out var frame) ? frame : null;
    }

    /// <summary>The line breaks: nobody says goodbye.</summary>
    public void Cut() => _line!.Abort();

    /// <summary>The page is closed.</summary>
    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private async ValueTask<WebSocket> Connect(WebSocketConnectionContext context, CancellationToken ct)
    {
        _line = new ClientWebSocket();
        foreach (var (name, value) in context.Options.Headers)
            _line.Options.SetRequestHeader(name, value);
        await _line.ConnectAsync(context.Uri, ct);
        return _line;
    }
}
