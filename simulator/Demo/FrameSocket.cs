using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pivotal.Simulator.Demo;

public sealed record Frame(long Epoch, long Seq, string Channel, string Kind, JsonElement Data);

/// <summary>
/// The product's push channel: SignalR's hub protocol in its JSON form, written to its public description (records end with 0x1E;
/// 1 invocation, 3 completion, 6 ping, 7 close), because no .NET client package for it can be restored here.
/// </summary>
public sealed class FrameSocket : IAsyncDisposable
{
    private const byte RecordEnd = 0x1E;
    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _partial = new();
    private readonly byte[] _buffer = new byte[16 * 1024];

    private FrameSocket()
    {
    }

    public static async Task<FrameSocket> Open(Uri product, CookieContainer cookies, CancellationToken ct)
    {
        var hub = new FrameSocket();
        try
        {
            hub._socket.Options.Cookies = cookies;
            hub._socket.Options.SetRequestHeader("Origin", product.GetLeftPart(UriPartial.Authority));
            var address = new UriBuilder(product) { Scheme = product.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = "/hub" }.Uri;
            await hub._socket.ConnectAsync(address, ct);
            await hub.Send("""{"protocol":"json","version":1}""", ct);
            var shaken = await hub.Record(ct) ?? throw new DemoException("The hub closed during the handshake.");
            if (shaken.RootElement.TryGetProperty("error", out var error))
                throw new DemoException($"The hub refused the handshake: {error}.");
            await hub.Send("""{"type":1,"invocationId":"1","target":"Resume","arguments":[null]}""", ct);
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Frames as they come, until the token ends it or the server closes.</summary>
    public async IAsyncEnumerable<Frame> Frames([EnumeratorCancellation] CancellationToken ct)
    {
        while (await Record(ct) is { } record)
        {
            using (record)
            {
                var message = record.RootElement;
                switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
                {
                    case 1 when message.GetProperty("target").ValueEquals("frames"):
                        foreach (var frame in message.GetProperty("arguments")[0].Deserialize<Frame[]>(JsonSerializerOptions.Web)!)
                            yield return frame;
                        break;
                    case 3 when message.TryGetProperty("error", out var error):
                        throw new DemoException($"The hub refused Resume: {error}.");
                    case 6:
                        await Send("""{"type":6}""", ct);
                        break;
                    case 7:
                        yield break;
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_socket.State == WebSocketState.Open)
            {
                using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, soon.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The other side was faster; there is nothing left to close.
        }

        _socket.Dispose();
    }

    private async Task Send(string json, CancellationToken ct)
    {
        byte[] bytes = [.. System.Text.Encoding.UTF8.GetBytes(json), RecordEnd];
        await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, ct);
    }

    private async Task<JsonDocument?> Record(CancellationToken ct)
    {
        while (true)
        {
            var end = _partial.WrittenSpan.IndexOf(RecordEnd);
            if (end >= 0)
            {
                var record = JsonDocument.Parse(_partial.WrittenMemory[..end].ToArray());
                var rest = _partial.WrittenMemory[(end + 1)..].ToArray();
                _partial.ResetWrittenCount();
                _partial.Write(rest);
                return record;
            }

            var got = await _socket.ReceiveAsync(_buffer.AsMemory(), ct);
            if (got.MessageType == WebSocketMessageType.Close)
                return null;
            _partial.Write(_buffer.AsSpan(0, got.Count));
        }
    }
}
