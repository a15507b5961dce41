using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Pivotal.ClusterTests.Telephony;

/// <summary>A carrier on loopback that answers one status after the other, 200 when there is none left, and remembers what it was asked.</summary>
internal sealed class ScriptedCarrier : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<int> _answers;

    private ScriptedCarrier(WebApplication app, int[] answers) => (_app, _answers) = (app, new(answers));

    public Uri BaseAddress => new(_app.Urls.First() + "/v2/");

    /// <summary>Method and path, and the command id where there is one.</summary>
    public ConcurrentQueue<(string Request, string? CommandId)> Asked { get; } = new();

    /// <param name="answers">0: never an answer</param>
    public static async Task<ScriptedCarrier> Start(params int[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var carrier = new ScriptedCarrier(builder.Build(), answers);
        carrier._app.Run(carrier.Answer);
        await carrier._app.StartAsync();
        return carrier;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var body = HttpMethods.IsPost(context.Request.Method) ? await context.Request.ReadFromJsonAsync<JsonElement>() : default;
        Asked.Enqueue(
            (
                $"{context.Request.Method} {context.Request.Path}",
                body.ValueKind == JsonValueKind.Object ? body.GetProperty("command_id").GetString() : null
            )
        );
        var status = _answers.TryDequeue(out var next) ? next : 200;
        if (status == 0)
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        context.Response.StatusCode = status;
        if (status == 429)
            context.Response.Headers.RetryAfter = "7";
        await context.Response.WriteAsJsonAsync(
            status == 200
                ? new { data = new { call_control_id = "v3:leg", is_alive = true } }
                : (object)new { errors = new[] { new { code = "10001" } } }
        );
    }
}
