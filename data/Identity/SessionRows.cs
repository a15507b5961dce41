using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Data.Identity;

/// <param name="TokenHash">of the secret, which only the browser has</param>
/// <param name="ExpiresAt">in any case</param>
public sealed record NewSession(Guid UserId, byte[] TokenHash, DateTimeOffset At, DateTimeOffset ExpiresAt, string? Ip, string? UserAgent);

/// <summary>All that writes <c>sessions</c>.</summary>
public static class SessionRows
{
    public static Task Add(TenantSession session, NewSession made, CancellationToken ct) =>
        session.Execute(
            """
            insert into sessions (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, ip, user_agent)
            values (@tenant, @id, @userId, @tokenHash, @at, @at, @expiresAt, @ip, @userAgent)
            """,
            new
            {
                tenant = session.TenantId,
                id = Ids.New(),
                made.UserId,
                made.TokenHash,
                made.At,
                made.ExpiresAt,
                made.Ip,
                made.UserAgent,
            },
            ct
        );

    /// <summary>Those of a user that have run out.</summary>
    /// <param name="idle">seen last before that they count no more</param>
    public static Task RemoveOver(TenantSession session, Guid userId, DateTimeOffset now, DateTimeOffset idle, CancellationToken ct) =>
        session.Execute(
            "delete from sessions where user_id = @userId and (expires_at < @now or last_seen_at < @idle)",
            new
            {
                userId,
                now,
                idle,
            },
            ct
        );

    public static Task Seen(TenantSession session, Guid id, DateTimeOffset now, CancellationToken ct) =>
        session.Execute("update sessions set last_seen_at = @now where id = @id", new { now, id }, ct);

    /// <summary>Every one of a user.</summary>
    /// <param name="but">the session in which somebody changes himself and stays</param>
    public static Task RevokeOf(TenantSession session, Guid userId, DateTimeOffset now, Guid? but, CancellationToken ct) =>
        session.Execute(
            "update sessions set revoked_at = @now where user_id = @userId and revoked_at is null and id is distinct from @but",
            new
            {
                now,
                userId,
                but,
            },
            ct
        );

    /// <returns>whose it was; null: there is none, or it is over</returns>
    public static Task<Guid?> Revoke(TenantSession session, byte[] tokenHash, DateTimeOffset now, CancellationToken ct) =>
        session.QuerySingle<Guid?>(
            "update sessions set revoked_at = @now where token_hash = @tokenHash and revoked_at is null returning user_id",
            new { now, tokenHash },
            ct
        );
}
