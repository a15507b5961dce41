namespace Pivotal.Simulator.Telnyx;

/// <summary>A checked POST /v2/calls.</summary>
public sealed record DialOrder(
    string ConnectionId,
    string To,
    string From,
    TimeSpan RingLimit,
    TimeSpan TalkLimit,
    AmdMode Amd,
    string? ClientState,
    string? CommandId,
    string? WebhookUrl,
    string? LinkTo,
    bool BridgeOnAnswer,
    bool ParkAfterUnbridge,
    bool RecordFromAnswer,
    string? Supervises = null,
    string? SupervisorRole = null
);

public enum AmdMode
{
    Off,
    Standard,
    Premium,
}
