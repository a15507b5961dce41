namespace Pivotal.Api.Realtime;

internal static partial class RealtimeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of tenant {Tenant} could not be renewed; trying again in a moment.")]
    public static partial void RenewalFailed(ILogger log, Guid tenant, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection of tenant {Tenant} could not be opened.")]
    public static partial void NotOpened(ILogger log, Guid tenant, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The sessions behind the connections of tenant {Tenant} could not be read; trying again in a moment."
    )]
    public static partial void SessionsNotRead(ILogger log, Guid tenant, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Agent {Agent} could not be told about a browser (lost: {Lost}); trying again in a moment."
    )]
    public static partial void PresenceNotTold(ILogger log, Guid agent, bool lost, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The agents who were at their desks before the start could not be read; trying again in a moment."
    )]
    public static partial void ExpectedNotRead(ILogger log, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The connections of tenant {Tenant} are counted in this process alone at the moment."
    )]
    public static partial void NotCounted(ILogger log, Guid tenant, Exception exception);
}
