using System.Text.Json;

namespace Pivotal.Simulator.Telnyx.Api;

/// <summary>POST /v2/calls/{id}/actions/{action}.</summary>
internal static class CallActions
{
    // The file is never fetched; every playback is as long as a short announcement.
    private static readonly TimeSpan PlaybackTime = TimeSpan.FromSeconds(3);

    public static async Task<IResult> Run(string id, string action, HttpRequest request, Exchange exchange)
    {
        if (await Answers.ReadBody(request) is not { } body)
            return Answers.Refuse(TelnyxError.BadJson);
        var command = body.Text("command_id");
        var state = body.Text("client_state");
        if (state is not null && !DialBody.IsBase64(state))
            return Answers.Refuse(TelnyxError.Invalid("client_state", "it must be base64"));

        var error = action switch
        {
            "hangup" => exchange.Command(id, command, state, needsAnswer: false, new LegInput.CallerHungUp()),
            "bridge" => body.Text("call_control_id") is { } other
                ? exchange.Bridge(id, other, command, state, body.Text("park_after_unbridge") == "self", body.Flag("prevent_double_bridge"))
                : TelnyxError.Missing("call_control_id"),
            "speak" => body.Text("payload") is not { Length: > 0 } payload ? TelnyxError.Missing("payload")
            : body.Text("voice") is not { Length: > 0 } ? TelnyxError.Missing("voice")
            : exchange.Command(id, command, state, true, new LegInput.Speech(ReadingTime(payload), IsPlayback: false)),
            "gather_using_speak" => body.Text("payload") is not { Length: > 0 } prompt ? TelnyxError.Missing("payload")
            : body.Text("voice") is not { Length: > 0 } ? TelnyxError.Missing("voice")
            : exchange.Command(
                id,
                command,
                state,
                true,
                new LegInput.Gather(ReadingTime(prompt) + Wait(body), body.Text("valid_digits") ?? "0123456789#*")
            ),
            "playback_start" => body.Text("audio_url") is null && body.Text("media_name") is null
                ? TelnyxError.Missing("audio_url")
                : exchange.Command(id, command, state, true, new LegInput.Speech(PlaybackTime, IsPlayback: true)),
            "switch_supervisor_role" => body.Text("role") is not { } role ? TelnyxError.Missing("role")
            : DialBody.IsRole(role) ? exchange.SwitchRole(id, role, command, state)
            : TelnyxError.Invalid("role", "it must be barge, whisper or monitor"),
            "record_start" => exchange.Command(id, command, state, true, new LegInput.RecordStarted()),
            "record_stop" => exchange.Command(id, command, state, true, new LegInput.RecordStopped()),
            _ => TelnyxError.NotSimulated(action),
        };
        return error is null ? Answers.Ok() : Answers.Refuse(error);
    }

    // For the first key after the prompt; a minute unless asked otherwise.
    private static TimeSpan Wait(JsonElement body) => TimeSpan.FromMilliseconds(body.Number("timeout_millis") ?? 60_000);

    // About 15 characters a second, the pace of an announcement.
    private static TimeSpan ReadingTime(string text) => TimeSpan.FromSeconds(Math.Max(1, text.Length / 15.0));
}
