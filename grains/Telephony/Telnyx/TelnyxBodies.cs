using System.Text.Json;

namespace Pivotal.Grains.Telephony.Telnyx;

// Requests and answers of Call Control v2 that we use; written in snake case by TelnyxClient.

internal sealed record DialBody(
    string ConnectionId,
    string To,
    string From,
    int TimeoutSecs,
    string? AnsweringMachineDetection,
    string ClientState,
    string CommandId,
    string WebhookUrl,
    string? SuperviseCallControlId = null,
    string? SupervisorRole = null
);

internal sealed record HangUpBody(string CommandId);

internal sealed record BridgeBody(string CallControlId, string ParkAfterUnbridge, string CommandId);

internal sealed record SwitchRoleBody(string Role, string CommandId);

internal sealed record SpeakBody(string Payload, string Voice, string Language, string CommandId);

internal sealed record GatherBody(
    string Payload,
    string Voice,
    string Language,
    string ValidDigits,
    int MinimumDigits,
    int MaximumDigits,
    int MaximumTries,
    int TimeoutMillis,
    string CommandId
);

internal sealed record CallAnswer(CallAnswer.CallData? Data)
{
    internal sealed record CallData(
        string? CallControlId,
        string? CallSessionId,
        bool IsAlive,
        string? CallLegId = null,
        DateTimeOffset? EndTime = null
    );
}

internal sealed record EventsAnswer(IReadOnlyList<EventsAnswer.KnownEvent>? Data)
{
    internal sealed record KnownEvent(string? CallLegId, string? Name, DateTimeOffset? EventTimestamp, JsonElement Metadata);
}

internal sealed record ErrorAnswer(IReadOnlyList<ErrorAnswer.Error>? Errors)
{
    internal sealed record Error(string? Code, string? Title, string? Detail);
}
