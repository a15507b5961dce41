namespace Pivotal.Api.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Method} {Endpoint} was given up: neither the database nor the grains answered in time"
    )]
    public static partial void Late(ILogger log, string method, string? endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request failed because the database is away.")]
    public static partial void DatabaseAway(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request failed because a grain could not be reached: {Reason}")]
    public static partial void GrainAway(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo counts requests at the moment ({Reason}); this process does it alone.")]
    public static partial void LimitsAlone(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed unexpectedly.")]
    public static partial void Unexpected(ILogger log, string method, string? endpoint, Exception exception);
}
