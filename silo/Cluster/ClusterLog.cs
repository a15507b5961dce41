namespace Pivotal.Silo.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The campaign of {Kind} {Id} could not be looked up; it is placed anywhere.")]
    public static partial void CampaignNotFound(ILogger log, string kind, Guid id, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silos} is gone; what it had running is woken here and elsewhere.")]
    public static partial void SiloLost(ILogger log, string silos);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} feeds and dial windows have moved to other silos.")]
    public static partial void MovedOut(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every feed and dial window has moved to another silo; browsers may reload.")]
    public static partial void NotMovedOut(ILogger log, Exception exception);
}
