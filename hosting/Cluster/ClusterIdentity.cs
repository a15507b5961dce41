using Pivotal.Data.Shared;
using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Cluster;

/// <summary>
/// A database belongs to one service and, once a cluster ran on it, to one cluster. The first start writes the words down, every later one compares, so that a typing
/// error cannot make the product forget its state (service) or run every campaign twice (cluster).
/// </summary>
public static class ClusterIdentity
{
    /// <param name="cluster">null in one process</param>
    /// <exception cref="StartException">the words are not the ones of this database</exception>
    public static async Task Check(TenantDb db, string service, string? cluster, CancellationToken ct)
    {
        var known = await db.System(
            async (s, token) =>
            {
                await s.Execute(
                    "insert into cluster_identity (service_id, cluster_id) values (@service, @cluster) on conflict do nothing",
                    new { service, cluster },
                    token
                );
                await s.Execute(
                    "update cluster_identity set cluster_id = @cluster where cluster_id is null and service_id = @service and @cluster::text is not null",
                    new { service, cluster },
                    token
                );
                return await s.QuerySingle<Words>("select service_id as service, cluster_id as cluster from cluster_identity", null, token);
            },
            ct
        );
        if (known.Service != service)
            throw new StartException(
                $"{ClusterSettings.ServiceSetting} is `{service}`, but this database belongs to the service `{known.Service}`; set it to that, or stored grain state would not be found."
            );
        if (cluster is not null && known.Cluster != cluster)
            throw new StartException(
                $"{ClusterSettings.ClusterSetting} is `{cluster}`, but this database belongs to the cluster `{known.Cluster}`; set it to that, or two clusters would dial the same people."
            );
    }

    private readonly record struct Words(string Service, string? Cluster);
}
