namespace Pivotal.Api.Realtime;

internal static partial class RealtimeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of tenant {Tenant} could not be renewed; trying again in a moment.")]
    public static partial void RenewalFailed(ILogger log, Guid tenant, Exception exception);
}
