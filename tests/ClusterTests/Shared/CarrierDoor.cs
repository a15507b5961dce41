using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pivotal.Api.Telephony;
using Pivotal.Api.Telephony.Telnyx;
using Pivotal.Domain.Telephony.Telnyx;
using Pivotal.Grains.Calls;
using Pivotal.Grains.Telephony.Telnyx;
using Pivotal.Simulator.Hosting;

namespace Pivotal.ClusterTests.Shared;

/// <summary>The way to the simulated carrier and the address at which it reports, as the API has them.</summary>
internal static class CarrierDoor
{
    private const string Path = "/webhook";

    /// <summary>Short waits: the simulated people are in a hurry too.</summary>
    public static CallWatchOptions Watches { get; } =
        new()
        {
            AmdLimit = TimeSpan.FromSeconds(3),
            GreetingLimit = TimeSpan.FromSeconds(3),
            HangUpLimit = TimeSpan.FromSeconds(2),
            RingGrace = TimeSpan.FromSeconds(1),
            StatusEvery = TimeSpan.FromSeconds(2),
        };

    /// <param name="door">where the events come in; it has started</param>
    public static TelnyxOptions Way(RunningSimulator simulator, WebApplication door) =>
        new()
        {
            BaseAddress = simulator.BaseAddress,
            ApiKey = "KEY",
            PublicKey = simulator.PublicKey,
            ConnectionId = "1",
            WebhookUrl = new Uri(new Uri(door.Urls.First()), Path),
        };

    public static void Map(WebApplication door, RunningSimulator simulator)
    {
        var signature = new TelnyxSignature(simulator.PublicKey);
        door.MapPost(
            Path,
            async (HttpRequest request, CarrierIntake intake, TimeProvider time) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                if (
                    !signature.Verify(
                        request.Headers[TelnyxSignature.TimestampHeader],
                        body.ToArray(),
                        request.Headers[TelnyxSignature.SignatureHeader],
                        time.GetUtcNow()
                    )
                )
                    return Results.BadRequest();
                if (TelnyxEventParser.Parse(body.ToArray()) is { } e)
                    await intake.Take(e, body.ToArray());
                return Results.Ok();
            }
        );
    }
}
