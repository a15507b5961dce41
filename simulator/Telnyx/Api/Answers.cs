using System.Globalization;
using System.Text.Json;

namespace Pivotal.Simulator.Telnyx.Api;

/// <summary>The provider's answer shapes.</summary>
internal static class Answers
{
    public static async Task<JsonElement?> ReadBody(HttpRequest request)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(
                request.Body,
                cancellationToken: request.HttpContext.RequestAborted
            );
            return body.ValueKind == JsonValueKind.Object ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static IResult Call(Leg leg, bool isAlive) =>
        Results.Json(
            new
            {
                data = new
                {
                    call_control_id = leg.ControlId,
                    call_leg_id = leg.LegId,
                    call_session_id = leg.SessionId,
                    is_alive = isAlive,
                    record_type = "call",
                    client_state = leg.ClientState,
                    start_time = Wire.Time(leg.DialledAt),
                    end_time = leg.EndedAt is { } at ? Wire.Time(at) : null,
                },
            },
            Wire.Json
        );

    /// <summary>Of a leg's events only its end, which is kept whether or not it was delivered.</summary>
    public static IResult Events(Leg? leg) =>
        Results.Json(
            new
            {
                data = leg is not { EndedAt: { } at }
                    ? []
                    : new object[]
                    {
                        new
                        {
                            record_type = "call_event",
                            call_leg_id = leg.LegId,
                            call_session_id = leg.SessionId,
                            event_timestamp = Wire.Time(at),
                            name = "call.hangup",
                            type = "webhook",
                            metadata = new
                            {
                                payload = new
                                {
                                    hangup_cause = leg.HangupCause,
                                    hangup_source = leg.HangupSource,
                                    sip_hangup_cause = leg.SipCause,
                                },
                            },
                        },
                    },
            },
            Wire.Json
        );

    public static IResult Ok() => Results.Json(new { data = new { result = "ok" } }, Wire.Json);

    public static IResult Refuse(TelnyxError error) => new Refusal(error);

    private sealed record Refusal(TelnyxError Error) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = Error.Status;
            if (Error.RetryAfter is { } wait)
                context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                    .ToString(CultureInfo.InvariantCulture);
            return context.Response.WriteAsJsonAsync(
                new
                {
                    errors = new[]
                    {
                        new
                        {
                            code = Error.Code,
                            title = Error.Title,
                            detail = Error.Detail,
                        },
                    },
                },
                Wire.Json,
                context.RequestAborted
            );
        }
    }
}
