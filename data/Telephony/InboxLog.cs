using Microsoft.Extensions.Logging;

namespace Pivotal.Data.Telephony;

internal static partial class InboxLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A carrier event ({Kind}) of tenant {Tenant} cannot be stored as it is; the others go on")]
    public static partial void EventRefused(ILogger log, Guid tenant, string kind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A carrier event ({Kind}) of tenant {Tenant} says that it happened at {OccurredAt}, which cannot be; it counts as happened when it came, at {ReceivedAt}")]
    public static partial void TimeNotBelieved(ILogger log, string kind, Guid tenant, DateTimeOffset occurredAt, DateTimeOffset receivedAt);
}
