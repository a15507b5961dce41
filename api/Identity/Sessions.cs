using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Identity;

/// <summary>A session that counts, and until when if nothing more happens.</summary>
internal sealed record LiveSession(RequestUser User, DateTimeOffset ExpiresAt);

/// <summary>Server-side sessions: 12 hours without a request end one, 7 days end it in any case, and it can be ended at any moment.</summary>
internal sealed class Sessions(TenantDb db, TimeProvider time)
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const string Counting = """
        sessions s
        join users u on u.tenant_id = s.tenant_id and u.id = s.user_id and u.status = 'active'
        join tenants t on t.id = s.tenant_id and t.status = 'active'
        where s.revoked_at is null and s.expires_at > @now and s.last_seen_at > @idle
        """;

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    public async Task<SessionToken> Start(TenantSession session, Guid userId, HttpContext context, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var token = SessionToken.New(session.TenantId);
        await SessionRows.RemoveOver(session, userId, now, now - Idle, ct);
        await SessionRows.Add(
            session,
            new(
                userId,
                token.Hash,
                now,
                now + Longest,
                context.Connection.RemoteIpAddress?.ToString(),
                Shortened(context.Request.Headers.UserAgent.ToString())
            ),
            ct
        );
        return token;
    }

    public Task<LiveSession?> Find(SessionToken token, CancellationToken ct) =>
        db.InTenant(
            token.Tenant,
            async (s, inner) =>
            {
                var now = time.GetUtcNow();
                var found = await s.QuerySingle<Row>(
                    $"""
                    select s.id as session_id, u.id as user_id, {PersonName.Of("u")} as name, u.client_id, s.last_seen_at, s.expires_at,
                           array(select role from user_roles r where r.tenant_id = u.tenant_id and r.user_id = u.id) as roles
                    from {Counting} and s.token_hash = @hash
                    """,
                    new
                    {
                        hash = token.Hash,
                        now,
                        idle = now - Idle,
                    },
                    inner
                );
                if (found is null)
                    return null;
                if (now - found.LastSeenAt > SeenEvery)
                    await SessionRows.Seen(s, found.SessionId, now, inner);
                var idleEnd = now + Idle;
                var user = new RequestUser(
                    token.Tenant,
                    found.UserId,
                    found.SessionId,
                    found.Name,
                    found.Roles.ToHashSet(StringComparer.Ordinal),
                    found.ClientId
                );
                return new LiveSession(user, idleEnd < found.ExpiresAt ? idleEnd : found.ExpiresAt);
            },
            ct
        );

    /// <summary>Which of these sessions still count. It is no request, so it keeps none alive.</summary>
    public Task<HashSet<Guid>> Live(Guid tenant, Guid[] sessions, CancellationToken ct) =>
        db.InTenant(
            tenant,
            async (s, inner) =>
            {
                var now = time.GetUtcNow();
                return (
                    await s.Query<Guid>(
                        $"select s.id from {Counting} and s.id = any(@sessions)",
                        new
                        {
                            sessions,
                            now,
                            idle = now - Idle,
                        },
                        inner
                    )
                ).ToHashSet();
            },
            ct
        );

    private static string? Shortened(string text) => text.Length == 0 ? null : text.Beginning(300);

    private sealed record Row(
        Guid SessionId,
        Guid UserId,
        string Name,
        Guid? ClientId,
        DateTimeOffset LastSeenAt,
        DateTimeOffset ExpiresAt,
        string[] Roles
    );
}
