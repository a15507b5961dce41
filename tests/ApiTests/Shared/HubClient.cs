using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

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
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IHubProtocol>(new HeardInOrder(frames => Array.ForEach(frames, f => _frames.Writer.TryWrite(f))));
        _hub = builder
            .WithUrl(
                new Uri(product, "/hub"),
                HttpTransportType.WebSockets,
                options =>
                {
                    options.Headers["Origin"] = origin;
                    if (cookie is not null)
                        options.Headers["Cookie"] = cookie;
                    options.SkipNegotiation = !negotiates;
                    options.WebSocketFactory = Connect;
                }
            )
            .Build();
        // Only so that the protocol knows what they are made of.
        _hub.On<JsonElement[]>("frames", _ => { });
        _hub.Closed += _ =>
        {
            _frames.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    public static Task<HubClient> Open(ApiUser user) =>
        Open(user.BaseAddress!, user.Cookie, user.BaseAddress!.GetLeftPart(UriPartial.Authority));

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

    /// <summary>
    /// Frames as they come off the line. The client hands them to its handlers beside its reading and says that it has closed without waiting for those, so that the last frame, which says why, could be missed.
    /// </summary>
    private sealed class HeardInOrder(Action<JsonElement[]> heard) : IHubProtocol
    {
        private readonly JsonHubProtocol _json = new();

        public string Name => _json.Name;

        public int Version => _json.Version;

        public TransferFormat TransferFormat => _json.TransferFormat;

        public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
        {
            if (!_json.TryParseMessage(ref input, binder, out message))
                return false;
            if (message is InvocationMessage { Target: "frames", Arguments: [JsonElement[] frames] })
                heard(frames);
            return true;
        }
    }
}
