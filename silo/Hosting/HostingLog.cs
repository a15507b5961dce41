namespace Pivotal.Silo.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Id} could not be woken; trying again.")]
    public static partial void WakeFailed(ILogger log, string kind, Guid id, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is to be woken could not be read; trying again.")]
    public static partial void WorkNotRead(ILogger log, Exception exception);
}
