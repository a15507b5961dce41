using Orleans.Runtime;
using Orleans.Runtime.MembershipService;
using Pivotal.Hosting.Cluster;

namespace Pivotal.Silo.Cluster;

/// <summary>Why a silo or a client did not get into the cluster, in one sentence.</summary>
internal static class JoinFailures
{
    /// <summary>Null when it is something else.</summary>
    public static string? Sentence(Exception e, ClusterSettings? settings)
    {
        for (var at = e; at is not null; at = at.InnerException)
        {
            if (at is OrleansClusterConnectivityCheckFailedException)
                return $"A silo that the database lists as alive in cluster {settings?.Cluster} cannot be reached from {settings?.Address}:{settings?.SiloPort}, or cannot reach it back, "
                    + $"for {settings?.Wait.TotalSeconds:0} seconds ({Reason(at)}); check {ClusterSettings.AddressSetting} of both and the network between them, and that both have TLS ({ClusterTls.CertificateSetting}) by one authority or neither.";
        }

        return null;
    }

    private static string Reason(Exception e) => e.GetBaseException().Message.Split('\n')[0].TrimEnd('.');
}
