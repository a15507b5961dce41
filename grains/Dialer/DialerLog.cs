using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Dialer;

internal static partial class DialerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign {Campaign} is now {Status}")]
    public static partial void Moved(ILogger log, Guid campaign, string status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Call {Call} goes to agent {Agent}")]
    public static partial void Routed(ILogger log, Guid call, Guid? agent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The carrier took no dial of campaign {Campaign}: {Reason}")]
    public static partial void DialRefused(ILogger log, Guid campaign, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another activation of campaign {Campaign} has taken over; this one ends")]
    public static partial void FenceLost(ILogger log, Guid campaign);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign {Campaign} waits for the database")]
    public static partial void StorageAway(ILogger log, Guid campaign, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A part of the step of campaign {Campaign} failed: {Part}; the next step tries it again"
    )]
    public static partial void StepFailed(ILogger log, Guid campaign, string part, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Something went wrong with contact {Contact} of campaign {Campaign}; it is set aside and the others go on"
    )]
    public static partial void SetAside(ILogger log, Guid campaign, Guid contact, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Call {Call} of campaign {Campaign} could not be told; it is asked what it knows")]
    public static partial void CallNotTold(ILogger log, Guid campaign, Guid call, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The rows of campaign {Campaign} could not be worked on; it is tried again")]
    public static partial void ChoreFailed(ILogger log, Guid campaign, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Campaign {Campaign} could not be told of free places under the shared cap; it looks by itself within a minute"
    )]
    public static partial void SharerNotTold(ILogger log, Guid campaign, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the pace of campaign {Campaign} has learned could not be stored")]
    public static partial void PaceNotStored(ILogger log, Guid campaign, Exception exception);
}
