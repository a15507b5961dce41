using Microsoft.Extensions.Logging;

namespace Pivotal.Data.Telephony;

internal static partial class InboxLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A carrier event ({Kind}) of tenant {Tenant} cannot be stored as it is; the others go on"
    )]
    public static partial void EventRefused(ILogger log, Guid tenant, string kind, Exception exception);
}
