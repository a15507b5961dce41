using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>What the engine has to say.</summary>
internal sealed partial class EngineLog(ILogger<EngineLog> logger)
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Grain engine: local, single process. {GrainClasses} grain classes, service \"{ServiceId}\".")]
    public partial void Started(int grainClasses, string serviceId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Grain engine stopped, {Activations} activations ended.")]
    public partial void Stopped(int activations);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grain engine stopped before {Activations} activations had ended.")]
    public partial void StoppedEarly(int activations);

    [LoggerMessage(Level = LogLevel.Error, Message = "Activating {GrainId} failed.")]
    public partial void ActivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deactivating {GrainId} failed.")]
    public partial void DeactivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A callback on the cancellation token of {Method} on {GrainId} failed.")]
    public partial void CancellationFailed(Exception exception, string method, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The mailbox of {Host} failed; this is a defect of the grain engine.")]
    public partial void MailboxFailed(Exception exception, string host);

    [LoggerMessage(Level = LogLevel.Error, Message = "The interleaving predicate of {GrainClass} failed; the call waits.")]
    public partial void PredicateFailed(Exception exception, Type grainClass);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of {GrainId} failed.")]
    public partial void TimerFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {Reminder} of {GrainId} failed.")]
    public partial void ReminderFailed(Exception exception, string reminder, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading the reminder table failed; trying again later.")]
    public partial void ReminderTableFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way call {Method} on {GrainId} failed.")]
    public partial void OneWayCallFailed(Exception exception, string method, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Calls} calls run or wait in {GrainId}, more than the soft limit of {Limit}.")]
    public partial void QueueLong(int calls, GrainId grainId, int limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call to {GrainId} was refused: {Calls} run or wait there, more than the limit of {Limit}.")]
    public partial void QueueFull(int calls, GrainId grainId, int limit);
}
