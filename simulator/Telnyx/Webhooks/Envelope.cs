using System.Text.Json;

namespace Pivotal.Simulator.Telnyx.Webhooks;

/// <summary>The outer shape of every webhook.</summary>
internal static class Envelope
{
    public static JsonElement Data(string eventId, Leg leg, LegEvent evt, DateTimeOffset occurredAt, string recordings)
    {
        var payload = new Dictionary<string, object?>
        {
            ["call_control_id"] = leg.ControlId,
            ["call_leg_id"] = leg.LegId,
            ["call_session_id"] = leg.SessionId,
            ["connection_id"] = leg.Order.ConnectionId,
            ["client_state"] = leg.ClientState,
            ["from"] = leg.Order.From,
            ["to"] = leg.Order.To,
        };
        foreach (var (name, value) in evt.Extra)
            payload[name] = value;
        if (evt.Type == "call.recording.saved")
        {
            payload["recording_id"] = eventId;
            payload["recording_urls"] = new Dictionary<string, object> { ["wav"] = $"{recordings}{eventId}.wav" };
        }

        return JsonSerializer.SerializeToElement(
            new Dictionary<string, object?>
            {
                ["record_type"] = "event",
                ["event_type"] = evt.Type,
                ["id"] = eventId,
                ["occurred_at"] = Wire.Time(occurredAt),
                ["payload"] = payload,
            }
        );
    }

    public static byte[] Body(JsonElement data, int attempt, string deliveredTo) =>
        JsonSerializer.SerializeToUtf8Bytes(new { data, meta = new { attempt, delivered_to = deliveredTo } });
}
