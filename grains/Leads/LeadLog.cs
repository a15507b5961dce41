using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Leads;

internal static partial class LeadLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The queue could not be told that lead {Lead} was rejected; it reads so when it starts anew"
    )]
    public static partial void QueueNotTold(ILogger log, Guid lead, Exception exception);
}
