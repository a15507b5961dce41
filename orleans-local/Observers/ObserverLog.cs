using Microsoft.Extensions.Logging;

namespace Orleans.Local;

internal static partial class ObserverLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} failed and is dropped.")]
    public static partial void Dropped(ILogger logger, Exception exception, object id);
}
