using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pivotal.Simulator.Telnyx.Api;

/// <summary>Reads and checks the body of POST /v2/calls.</summary>
internal static partial class DialBody
{
    public static (DialOrder? Order, TelnyxError? Error) Read(JsonElement body)
    {
        var connection = body.Text("connection_id");
        if (string.IsNullOrEmpty(connection))
            return (null, TelnyxError.Missing("connection_id"));
        var from = body.Text("from");
        if (string.IsNullOrEmpty(from))
            return (null, TelnyxError.Missing("from"));
        if (To(body) is not { Length: > 0 } to)
            return (null, TelnyxError.Missing("to"));
        if (!Callable().IsMatch(to))
            return (
                null,
                new TelnyxError(
                    422,
                    "10016",
                    "Phone number must be in +E.164 format",
                    "The 'to' parameter is neither +E.164 nor a SIP URI."
                )
            );
        if (!Callable().IsMatch(from))
            return (
                null,
                new TelnyxError(
                    422,
                    "10016",
                    "Phone number must be in +E.164 format",
                    "The 'from' parameter is neither +E.164 nor a SIP URI."
                )
            );
        var ring = body.Number("timeout_secs") ?? 30;
        if (ring is < 5 or > 600)
            return (null, TelnyxError.Invalid("timeout_secs", "it must be between 5 and 600"));
        var limit = body.Number("time_limit_secs") ?? 14_400;
        if (limit is < 30 or > 14_400)
            return (null, TelnyxError.Invalid("time_limit_secs", "it must be between 30 and 14400"));
        if (Amd(body.Text("answering_machine_detection")) is not { } amd)
            return (null, TelnyxError.Invalid("answering_machine_detection", "the value is unknown"));
        var state = body.Text("client_state");
        if (state is not null && !IsBase64(state))
            return (null, TelnyxError.Invalid("client_state", "it must be base64"));
        var link = body.Text("link_to");
        var park = body.Text("park_after_unbridge") == "self";
        if (link is null && (park || body.Flag("bridge_intent") || body.Flag("bridge_on_answer")))
            return (null, TelnyxError.Missing("link_to"));
        var (supervises, role) = (body.Text("supervise_call_control_id"), body.Text("supervisor_role"));
        if (supervises is not null && role is not null && !IsRole(role))
            return (null, TelnyxError.Invalid("supervisor_role", "it must be barge, whisper or monitor"));
        var webhook = body.Text("webhook_url");
        if (webhook is not null && !Uri.TryCreate(webhook, UriKind.Absolute, out _))
            return (null, TelnyxError.Invalid("webhook_url", "it must be an absolute URL"));

        return (
            new DialOrder(
                connection,
                to,
                from,
                TimeSpan.FromSeconds(ring),
                TimeSpan.FromSeconds(limit),
                amd,
                state,
                body.Text("command_id"),
                webhook,
                link,
                body.Flag("bridge_on_answer"),
                park,
                body.Text("record") == "record-from-answer",
                supervises,
                supervises is null ? null : role ?? "barge"
            ),
            null
        );
    }

    public static bool IsRole(string? role) => role is "barge" or "whisper" or "monitor";

    public static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    // The provider also rings several destinations at once; this simulator takes one, as text or as a list of one.
    private static string? To(JsonElement body) =>
        body.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Array && to.GetArrayLength() == 1
            ? to[0].GetString()
            : body.Text("to");

    private static AmdMode? Amd(string? mode) =>
        mode switch
        {
            null or "disabled" => AmdMode.Off,
            "premium" => AmdMode.Premium,
            "detect" or "detect_beep" or "detect_words" or "greeting_end" => AmdMode.Standard,
            _ => null,
        };

    [GeneratedRegex(@"^(\+[1-9][0-9]{5,14}|sip:[^@\s]+@[^@\s]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Callable();
}
