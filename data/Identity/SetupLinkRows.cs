using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Data.Identity;

/// <summary>Whom a setup link is for.</summary>
public sealed record SetupOwner(Guid UserId, string Email);

/// <summary>All that writes <c>setup_links</c>.</summary>
public static class SetupLinkRows
{
    /// <summary>A new link; earlier ones of the user that nobody used stop working.</summary>
    public static async Task Replace(TenantSession session, Guid userId, byte[] tokenHash, DateTimeOffset expires, CancellationToken ct)
    {
        await session.Execute("delete from setup_links where user_id = @userId and used_at is null", new { userId }, ct);
        await session.Execute(
            "insert into setup_links (tenant_id, id, user_id, token_hash, expires_at) values (@tenant, @id, @userId, @tokenHash, @expires)",
            new
            {
                tenant = session.TenantId,
                id = Ids.New(),
                userId,
                tokenHash,
                expires,
            },
            ct
        );
    }

    /// <summary>Uses the link up. Null when it is unknown, used or too old.</summary>
    public static Task<SetupOwner?> Use(TenantSession session, byte[] tokenHash, DateTimeOffset now, CancellationToken ct) =>
        session.QuerySingle<SetupOwner>(
            """
            update setup_links l set used_at = @now
            from users u
            where l.token_hash = @tokenHash and l.used_at is null and l.expires_at > @now
              and u.tenant_id = l.tenant_id and u.id = l.user_id and u.status = 'active'
            returning u.id as user_id, u.email
            """,
            new { tokenHash, now },
            ct
        );
}
