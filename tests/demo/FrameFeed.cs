using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Pivotal.Demo;

public sealed record Frame(long Epoch, long Seq, string Channel, string Kind, JsonElement Data);

/// <summary>The product's push channel as a browser of its own origin has it. It does not reconnect by itself: whoever listens looks at the row after each connect.</summary>
public sealed class FrameFeed : IAsyncDisposable
{
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private readonly HubConnection _hub;

    private FrameFeed(Uri product, CookieContainer cookies)
    {
        _hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(product, "/hub"),
                options =>
                {
                    options.Cookies = cookies;
                    options.Headers["Origin"] = product.GetLeftPart(UriPartial.Authority);
                }
            )
            .Build();
        _hub.On<Frame[]>("frames", frames => Array.ForEach(frames, f => _frames.Writer.TryWrite(f)));
        _hub.Closed += _ =>
        {
            _frames.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    /// <exception cref="DemoException">The hub does not want this person.</exception>
    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public static async Task<FrameFeed> Open(Uri product, CookieContainer cookies, CancellationToken ct)
    {
        var feed = new FrameFeed(product, cookies);
        try
        {
            await feed._hub.StartAsync(ct);
            var answer = await feed._hub.InvokeAsync<JsonElement>("Resume", null, ct);
            if (answer.TryGetProperty("refused", out var refused) && refused.ValueKind == JsonValueKind.String)
                throw new DemoException($"The hub refused: {refused.GetString()}");
            return feed;
        }
        catch (Exception e)
        {
            await feed.DisposeAsync();
            if (
                e
                is HubException
                    or HttpRequestException
                    {
                        StatusCode: >= HttpStatusCode.BadRequest
                            and < HttpStatusCode.InternalServerError
                            and not HttpStatusCode.TooManyRequests
                    }
            )
                throw new DemoException($"The hub refused: {e.Message}");
            throw;
        }
    }

    /// <summary>Frames as they come, until the token ends it or the connection closes.</summary>
    public IAsyncEnumerable<Frame> Frames(CancellationToken ct) => _frames.Reader.ReadAllAsync(ct);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
