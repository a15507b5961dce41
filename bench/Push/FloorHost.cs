using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Pivotal.Api.Telephony.Telnyx;
using Pivotal.Domain.Telephony.Telnyx;

namespace Pivotal.Bench.Push;

/// <summary>
/// The least a webhook can become a frame with: the same web server, the same signature check and parser, then the hub at once.
/// No grain, no row, no group.
/// </summary>
internal sealed class FloorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FloorHost(WebApplication app) => _app = app;

    public Uri Webhook => new(_app.Urls.First() + "/hook");

    public string Hub => _app.Urls.First() + "/hub";

    public static async Task<FloorHost> Start(string publicKey)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(new TelnyxSignature(publicKey));
        var app = builder.Build();
        app.MapHub<EchoHub>("/hub");
        app.MapPost("/hook", Take);
        await app.StartAsync();
        return new FloorHost(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<IResult> Take(
        HttpRequest request,
        TelnyxSignature signature,
        IHubContext<EchoHub> hub,
        CancellationToken cancel
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        var bytes = body.ToArray();
        if (
            !signature.Verify(
                request.Headers[TelnyxSignature.TimestampHeader],
                bytes,
                request.Headers[TelnyxSignature.SignatureHeader],
                TimeProvider.System.GetUtcNow()
            )
        )
            return Results.BadRequest();
        if (TelnyxEventParser.Parse(bytes) is { } seen)
            await hub.Clients.All.SendAsync(
                "frames",
                new[]
                {
                    new
                    {
                        epoch = 1,
                        seq = 1,
                        channel = "desk",
                        kind = "agent",
                        data = new { callId = seen.Subject },
                    },
                },
                cancel
            );
        return Results.Ok();
    }

    /// <summary>The call that a frame of the floor names.</summary>
    public static Guid? CallIn(SeenFrame seen) =>
        seen.Key == "floor" ? seen.Frame.GetProperty("data").GetProperty("callId").GetGuid() : null;

    private sealed class EchoHub : Hub;
}
