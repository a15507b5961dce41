using System.Text.Json;

namespace Pivotal.Grains.Telephony.Telnyx;

/// <summary>The end of a leg out of a listed event. Telnyx says that an event's <c>metadata</c> holds the event as it was sent, and not where in it: the cause is looked for at every depth.</summary>
internal static class TelnyxHangup
{
    private const int Deepest = 8,
        LongestWord = 100;

    public static LegEnd? Of(EventsAnswer.KnownEvent listed) =>
        Find(listed.Metadata, "hangup_cause", Deepest) is { } cause
            ? new(cause, Find(listed.Metadata, "hangup_source", Deepest) ?? "unknown", listed.EventTimestamp)
            : null;

    private static string? Find(JsonElement element, string name, int depth) =>
        (element.ValueKind, depth) switch
        {
            (JsonValueKind.Object, > 0) => element.TryGetProperty(name, out var found)
            && found.ValueKind == JsonValueKind.String
            && found.GetString() is { Length: > 0 and <= LongestWord } word
                ? word
                : element.EnumerateObject().Select(p => Find(p.Value, name, depth - 1)).FirstOrDefault(f => f is not null),
            (JsonValueKind.Array, > 0) => element.EnumerateArray().Select(e => Find(e, name, depth - 1)).FirstOrDefault(f => f is not null),
            _ => null,
        };
}
