using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Agents;

internal static partial class AgentsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "What became of agent {Agent} cannot be stored; he goes on from what was stored last")]
    public static partial void AgentRefused(ILogger log, Guid agent, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another activation of agent {Agent} has taken over; this one ends")]
    public static partial void AgentFenceLost(ILogger log, Guid agent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue could not be told about agent {Agent} yet")]
    public static partial void QueueNotTold(ILogger log, Guid agent, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Agent {Agent} could not be stored yet")]
    public static partial void AgentNotStored(ILogger log, Guid agent, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The standing leg of agent {Agent} could not be dialled ({Reason})")]
    public static partial void LegNotDialled(ILogger log, Guid agent, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Agent {Agent} had a call {Call} of which his row knew nothing; it is his again.")]
    public static partial void StrayTaken(ILogger log, Guid agent, Guid call);
}
