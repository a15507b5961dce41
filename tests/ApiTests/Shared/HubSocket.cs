using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Pivotal.ApiTests.Shared;

/// <summary>A browser's connection to <c>/hub</c>, in SignalR's JSON protocol (records end with 0x1E), because its .NET client cannot be restored here.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _frames = new();
    private readonly StringBuilder _partial = new();

    public static Task<HubSocket> Open(ApiUser user) => Open(user.BaseAddress!, user.Cookie, user.BaseAddress!.GetLeftPart(UriPartial.Authority));

    public static async Task<HubSocket> Open(Uri product, string? cookie, string origin)
    {
        var hub = new HubSocket();
        hub._socket.Options.SetRequestHeader("Origin", origin);
        if (cookie is not null)
            hub._socket.Options.SetRequestHeader("Cookie", cookie);
        await hub._socket.ConnectAsync(new UriBuilder(product) { Scheme = "ws", Path = "/hub" }.Uri, default);
        await hub.Send("""{"protocol":"json","version":1}""");
        await hub.Record();
        return hub;
    }

    /// <summary>Asks what was missed; <paramref name="position"/> null on the first connect.</summary>
    public async Task<JsonElement> Resume((long Epoch, long Seq)? position = null)
    {
        var argument = position is { } p ? $$"""{"epoch":{{p.Epoch}},"seq":{{p.Seq}}}""" : "null";
        await Send($$"""{"type":1,"invocationId":"1","target":"Resume","arguments":[{{argument}}]}""");
        while (true)
        {
            var record = await Record() ?? throw new InvalidOperationException("The hub closed.");
            if (record.GetProperty("type").GetInt32() == 3)
                return record.GetProperty("result");
            Keep(record);
        }
    }

    /// <summary>The next pushed frame; null when the server closed the connection.</summary>
    public async Task<JsonElement?> Next()
    {
        while (_frames.Count == 0)
        {
            if (await Record() is not { } record || record.GetProperty("type").GetInt32() == 7)
                return null;
            Keep(record);
        }

        return _frames.Dequeue();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Keep(JsonElement record)
    {
        if (record.GetProperty("type").GetInt32() != 1)
            return;
        foreach (var frame in record.GetProperty("arguments")[0].EnumerateArray())
            _frames.Enqueue(frame);
    }

    private async Task Send(string json) => await _socket.SendAsync(Encoding.UTF8.GetBytes(json + '\u001e'), WebSocketMessageType.Text, true, default);

    private async Task<JsonElement?> Record()
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[8192];
        while (true)
        {
            var text = _partial.ToString();
            var end = text.IndexOf('\u001e');
            if (end >= 0)
            {
                _partial.Remove(0, end + 1);
                return JsonDocument.Parse(text[..end]).RootElement;
            }

            try
            {
                var got = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
                if (got.MessageType == WebSocketMessageType.Close)
                    return null;
                _partial.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
            }
            catch (WebSocketException)
            {
                return null; // cut off
            }
        }
    }
}
