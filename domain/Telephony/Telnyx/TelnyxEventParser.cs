using System.Text.Json;
using Pivotal.Domain.Telephony;

namespace Pivotal.Domain.Telephony.Telnyx;

/// <summary>Reads a verified webhook of Telnyx Call Control v2 into our own words. The leg id is the call_control_id, which commands are sent to.</summary>
public static class TelnyxEventParser
{
    /// <returns>Null when the event is not about a leg of ours, or is not an event at all: nothing to do, answer 200.</returns>
    public static CarrierEvent? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CarrierEvent? Read(JsonElement root)
    {
        if (Object(root, "data") is not { } data || Object(data, "payload") is not { } payload)
            return null;
        if (
            Text(data, "id") is not { Length: > 0 } id
            || Text(data, "event_type") is not { } type
            || Text(payload, "call_control_id") is not { Length: > 0 } leg
        )
            return null;
        if (!ClientState.TryParse(Text(payload, "client_state"), out var state) || !OccurredAt(data, out var at))
            return null;

        var (kind, detail) = type switch
        {
            "call.initiated" => (CarrierEventKind.Initiated, null),
            "call.answered" => (CarrierEventKind.Answered, null),
            "call.machine.detection.ended" or "call.machine.premium.detection.ended" => (
                CarrierEventKind.MachineDetected,
                Verdict(Text(payload, "result"))
            ),
            "call.machine.greeting.ended" or "call.machine.premium.greeting.ended" => (
                CarrierEventKind.GreetingOver,
                Text(payload, "result")
            ),
            "call.bridged" => (CarrierEventKind.Bridged, null),
            "call.hangup" => (CarrierEventKind.HungUp, Text(payload, "hangup_cause") ?? "unspecified"),
            "call.dtmf.received" => (CarrierEventKind.KeyPressed, Text(payload, "digit")),
            "call.gather.ended" => (CarrierEventKind.MessageOver, Text(payload, "digits")),
            "call.speak.ended" => (CarrierEventKind.MessageOver, Text(payload, "status")),
            "call.recording.saved" => (CarrierEventKind.RecordingSaved, Text(payload, "recording_id")),
            _ => (CarrierEventKind.Other, (string?)type),
        };
        var source = kind == CarrierEventKind.HungUp ? Text(payload, "hangup_source") ?? "unknown" : null;
        return new CarrierEvent(id, kind, state.Leg, state.Tenant, state.Subject, leg, at, detail, source);
    }

    // Silence is no evidence of a machine; the agent hears for himself.
    private static string Verdict(string? result) =>
        result switch
        {
            "human" or "human_residence" or "human_business" => "human",
            "machine" => "machine",
            "fax_detected" => "fax",
            _ => "not_sure",
        };

    private static JsonElement? Object(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool OccurredAt(JsonElement data, out DateTimeOffset at)
    {
        at = default;
        return data.TryGetProperty("occurred_at", out var value)
            && value.ValueKind == JsonValueKind.String
            && value.TryGetDateTimeOffset(out at);
    }
}
