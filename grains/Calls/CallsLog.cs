using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Calls;

internal static partial class CallsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} call attempts could not be stored yet")]
    public static partial void AttemptsNotStored(ILogger log, int count, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Call {Call} of tenant {Tenant} cannot be stored as it is and was set aside; the others go on"
    )]
    public static partial void AttemptSetAside(ILogger log, Guid tenant, Guid? call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another activation of call {Call} has taken over; this one ends")]
    public static partial void FenceLost(ILogger log, Guid call);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call} could not be looked at yet")]
    public static partial void NotLookedAt(ILogger log, Guid call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: its end could not be told to everybody yet")]
    public static partial void EndNotTold(ILogger log, Guid call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: the agent could not be told of the bridge")]
    public static partial void BridgeNotTold(ILogger log, Guid call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: nobody could be found to take it yet")]
    public static partial void NotRouted(ILogger log, Guid call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: {Command} was answered {Reply}")]
    public static partial void CommandFailed(ILogger log, Guid call, string command, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: agent {Agent} did not answer the offer")]
    public static partial void OfferFailed(ILogger log, Guid call, Guid agent, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call} is over although no hang-up was reported ({Cause})")]
    public static partial void HangUpLost(ILogger log, Guid call, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: the end of its supervision could not be stored")]
    public static partial void SupervisorStays(ILogger log, Guid call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: an opt-out could not be stored yet")]
    public static partial void OptOutNotStored(ILogger log, Guid call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call}: a running campaign could not be told of the opt-out")]
    public static partial void OptOutNotTold(ILogger log, Guid call, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Count} calls of tenant {Tenant} were removed: no law asks for their records any more"
    )]
    public static partial void OldCallsRemoved(ILogger log, int count, Guid tenant);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old calls of tenant {Tenant} could not be removed")]
    public static partial void OldCallsStay(ILogger log, Guid tenant, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox of tenant {Tenant} could not be swept")]
    public static partial void NotSwept(ILogger log, Guid tenant, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} carrier events of tenant {Tenant} are handled again")]
    public static partial void Swept(ILogger log, int count, Guid tenant);
}
