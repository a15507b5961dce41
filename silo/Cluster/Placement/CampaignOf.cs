using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Silo.Cluster.Placement;

/// <summary>Which campaign an agent or a call belongs to, from the rows. One look-up per activation, beside the several the activation itself makes.</summary>
internal sealed class CampaignOf(TenantDb db, ILogger<CampaignOf> log)
{
    /// <summary>Null when it belongs to none, or the database is away: then anywhere is right.</summary>
    public async Task<Guid?> Find(GrainType type, GrainKey key)
    {
        var sql =
            type == CampaignPlacement.Call
                ? "select campaign_id from call_attempts where id = @id"
                : "select campaign_id from campaign_agents where agent_id = @id and released_at is null";
        try
        {
            return await db.InTenant(key.Tenant, (s, ct) => s.Scalar<Guid?>(sql, new { id = key.Id }, ct));
        }
        catch (Exception e)
        {
            ClusterLog.CampaignNotFound(log, type.ToString()!, key.Id, e);
            return null;
        }
    }
}
