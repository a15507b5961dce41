namespace Pivotal.Api.Tenancy.Demo;

internal static partial class DemoLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The demo tenant {Tenant} has its month: {Contacts} contacts and {Calls} calls in {Milliseconds} ms"
    )]
    public static partial void Filled(ILogger log, string tenant, int contacts, int calls, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's tenants could not be filled; it is tried again")]
    public static partial void NotFilled(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's robots could not be moved; it is tried again")]
    public static partial void RobotsFailed(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's robot {Robot} could not do its next thing; it looks again")]
    public static partial void RobotFailed(ILogger log, Guid robot, Exception e);
}
