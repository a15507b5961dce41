using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Leads;

internal static partial class LeadLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Lead {LeadId} changed but nobody was told")]
    public static partial void NotTold(ILogger logger, Guid leadId, Exception reason);
}
