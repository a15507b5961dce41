using Orleans;
using Pivotal.Api.Dialer;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Identity;

/// <summary>
/// Ends sessions: the one that signs out, or every one of a user whose roles, status, password or address changed. Their connections are cut within a second: the processes that hold them are told, and look
/// for themselves anyway.
/// </summary>
internal sealed class SessionEnd(TenantDb db, IGrainFactory grains, TimeProvider time, ILogger<SessionEnd> log)
{
    /// <summary>In the transaction of the change.</summary>
    /// <param name="but">the session in which somebody changes himself and stays</param>
    public Task Revoke(TenantSession session, Guid userId, CancellationToken ct, Guid? but = null) =>
        SessionRows.RevokeOf(session, userId, time.GetUtcNow(), but, ct);

    /// <summary>After it was committed. A session that is over is over, whoever could be told.</summary>
    public async Task Tell(Guid tenant, Guid userId)
    {
        try
        {
            CallerTenant.Set(tenant);
            await grains.Feed(tenant).Publish([new FeedMessage("session", "revoked", "{}", FeedAudience.User(userId))]);
            await AgentSignOut.Tell(db, grains, tenant, userId);
        }
        catch (Exception e)
        {
            IdentityLog.EndNotTold(log, userId, e);
        }
    }

    public async Task SignOut(SessionToken token, CancellationToken ct)
    {
        var user = await db.InTenant(token.Tenant, (s, inner) => SessionRows.Revoke(s, token.Hash, time.GetUtcNow(), inner), ct);
        if (user is { } id)
            await Tell(token.Tenant, id);
    }
}
