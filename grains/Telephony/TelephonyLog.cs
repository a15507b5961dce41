using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Telephony;

internal static partial class TelephonyLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The carrier's dial window could not be stored")]
    public static partial void WindowNotStored(ILogger log, Exception exception);
}
