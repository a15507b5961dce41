namespace Pivotal.Api.Identity;

internal static partial class IdentityLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The end of sessions of user {User} could not be told; their connections are cut at the next look"
    )]
    public static partial void EndNotTold(ILogger log, Guid user, Exception exception);
}
