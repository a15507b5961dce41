namespace Pivotal.Api.Telephony;

internal static partial class IntakeLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A carrier event ({Kind}) of tenant {Tenant} says that it happened at {OccurredAt}, which cannot be; it counts as happened when it came, at {ReceivedAt}"
    )]
    public static partial void TimeNotBelieved(ILogger log, string kind, Guid tenant, DateTimeOffset occurredAt, DateTimeOffset receivedAt);
}
