namespace Pivotal.Silo.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silos} is gone; what it had running is woken here and elsewhere.")]
    public static partial void SiloLost(ILogger log, string silos);
}
