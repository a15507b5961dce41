using Orleans;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Dialer;

/// <summary>Whoever ends a session says so to the agent, if there is one at work: nobody is called for somebody who has left.</summary>
internal static class AgentSignOut
{
    public static async Task Tell(TenantDb db, IGrainFactory grains, Guid tenant, Guid user, CancellationToken ct = default)
    {
        if (
            await db.InTenant(
                tenant,
                (s, inner) =>
                    s.Scalar<bool>("select true from agent_states where agent_id = @user and status <> 'offline'", new { user }, inner),
                ct
            )
        )
            await grains.Agent(tenant, user).SignedOut();
    }
}
