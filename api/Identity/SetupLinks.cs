using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Identity;

/// <summary>One-time links with which a new user chooses a password. Valid for 7 days, once.</summary>
internal sealed class SetupLinks(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>The token of a new link; earlier unused links of the user stop working.</summary>
    public async Task<SessionToken> Create(TenantSession session, Guid userId, CancellationToken ct)
    {
        var token = SessionToken.New(session.TenantId);
        await SetupLinkRows.Replace(session, userId, token.Hash, time.GetUtcNow() + Lifetime, ct);
        return token;
    }

    /// <summary>Whose link it is, while it can be used.</summary>
    public Task<SetupOwner?> OwnerOf(TenantSession session, SessionToken token, CancellationToken ct) =>
        session.QuerySingle<SetupOwner>(
            """
            select u.id as user_id, u.email from setup_links l join users u on u.tenant_id = l.tenant_id and u.id = l.user_id and u.status = 'active'
            where l.token_hash = @hash and l.used_at is null and l.expires_at > @now
            """,
            new { hash = token.Hash, now = time.GetUtcNow() },
            ct
        );

    /// <summary>Uses the link up. Null when it is unknown, used or too old.</summary>
    public Task<SetupOwner?> Use(TenantSession session, SessionToken token, CancellationToken ct) =>
        SetupLinkRows.Use(session, token.Hash, time.GetUtcNow(), ct);

    /// <summary>As it is given to the person: at the address under which the administrator reached the product.</summary>
    public static string Address(HttpRequest request, SessionToken token) => $"{request.Scheme}://{request.Host}{Path(token)}";

    public static string Path(SessionToken token) => $"/setup/{token}";
}
