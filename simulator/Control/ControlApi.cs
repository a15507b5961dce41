using System.Text.Json;
using System.Text.Json.Serialization;
using Pivotal.Simulator.Crypto;
using Pivotal.Simulator.Hosting;
using Pivotal.Simulator.Telnyx;

namespace Pivotal.Simulator.Control;

/// <summary>/sim: looking and steering over HTTP. No key; the process listens on loopback only.</summary>
public static class ControlApi
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private sealed record InjectBody(string Url, string Body, double AgeSeconds = 0);

    public static void MapControl(this WebApplication app)
    {
        app.MapGet("/", StatusPage.Show);
        var sim = app.MapGroup("/sim");
        sim.MapGet("/public-key", (Ed25519Signer key) => Results.Text(key.PublicKeyBase64));
        sim.MapGet("/calls", (SimControl sim, int after = 0, int limit = 10_000) => Answer(sim.Calls(after, limit)));
        sim.MapPost("/calls/{id}/hangup", (string id, SimControl sim) => sim.HangUpByCallee(id) ? Results.NoContent() : Results.NotFound());
        sim.MapPost("/calls/{id}/answer", (string id, SimControl sim) => sim.AnswerByCallee(id) ? Results.NoContent() : Results.NotFound());
        sim.MapPost(
            "/calls/{id}/press/{key:length(1)}",
            (string id, string key, SimControl sim) => sim.PressByCallee(id, key) ? Results.NoContent() : Results.NotFound()
        );
        sim.MapGet("/stats", (SimControl sim) => Answer(sim.Stats()));
        sim.MapGet("/numbers", (SimControl sim) => Answer(sim.Numbers()));
        sim.MapGet("/events", (SimControl sim, string? call, int newest = 1000) => Answer(sim.Events(call, newest)));
        sim.MapPost("/events/{id}/replay", Replay);
        sim.MapGet("/faults", (SimControl sim) => Answer(sim.Faults));
        sim.MapPost("/faults", SetFaults);
        sim.MapPost("/inject", Inject);
        sim.MapGet("/recordings/{file}", (string file) => Results.Bytes(SilentWav.OneSecond(), "audio/wav", file));
    }

    private static async Task<IResult> Replay(string id, SimControl sim) =>
        await sim.Replay(id) is { } status ? Answer(new { status }) : Results.NotFound();

    // Knobs that are not named go back to none, so that a test never inherits another's faults.
    private static async Task<IResult> SetFaults(HttpRequest request, SimControl sim)
    {
        try
        {
            sim.Faults = await JsonSerializer.DeserializeAsync<FaultKnobs>(request.Body, Json) ?? new FaultKnobs();
            return Answer(sim.Faults);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Results.Problem(e.Message, statusCode: 400);
        }
    }

    /// <summary>Only to where this simulator sends its own events: it signs for nobody else.</summary>
    private static async Task<IResult> Inject(HttpRequest request, SimControl sim, SimulatorOptions options)
    {
        var body = await JsonSerializer.DeserializeAsync<InjectBody>(request.Body, Json);
        if (body is null || !Uri.TryCreate(body.Url, UriKind.Absolute, out var to))
            return Results.Problem("url and body are needed", statusCode: 400);
        return
            !Uri.TryCreate(options.WebhookUrl, UriKind.Absolute, out var own)
            || own.GetLeftPart(UriPartial.Authority) != to.GetLeftPart(UriPartial.Authority)
            ? Results.Problem("the url is not of the configured webhook's origin", statusCode: 403)
            : Answer(new { status = await sim.Inject(body.Url, body.Body, TimeSpan.FromSeconds(body.AgeSeconds)) });
    }

    private static IResult Answer(object value) => Results.Json(value, Json);
}
