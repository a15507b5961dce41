using Orleans;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Identity;

/// <summary>Ends every session of a user whose roles or status changed, then tells the browsers.</summary>
internal sealed class SessionEnd(IGrainFactory grains, TimeProvider time)
{
    /// <summary>In the transaction of the change.</summary>
    public Task Revoke(TenantSession session, Guid userId, CancellationToken ct) => session.Execute(
        "update sessions set revoked_at = @now where user_id = @userId and revoked_at is null", new { now = time.GetUtcNow(), userId }, ct);

    /// <summary>After it was committed.</summary>
    public Task Tell(Guid tenant, Guid userId) =>
        grains.Feed(tenant).Publish([new FeedMessage("session", "revoked", "{}", FeedAudience.User(userId))]);
}
