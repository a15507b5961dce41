using Pivotal.Data.Shared;

namespace Pivotal.Api.Identity;

internal sealed record SessionUser(
    Guid Id,
    string Email,
    string Username,
    string FirstName,
    string LastName,
    IReadOnlyList<string> Roles,
    string? TimeZone,
    Guid? ClientId
);

internal sealed record SessionTenant(Guid Id, string Name, string Slug, string TimeZone, bool IsDemo);

/// <summary>Who is signed in where.</summary>
/// <param name="CsrfToken">to be repeated in <c>X-Pivotal-CSRF</c> with every unsafe method</param>
/// <param name="ExpiresAt">when the session ends if nothing more is asked</param>
internal sealed record SessionView(SessionUser User, SessionTenant Tenant, string CsrfToken, DateTimeOffset ExpiresAt)
{
    public static Task<SessionView?> Load(TenantDb db, SessionToken token, Guid userId, DateTimeOffset expiresAt, CancellationToken ct) =>
        db.InTenant(
            token.Tenant,
            async (s, inner) =>
                await s.QuerySingle<Row>(
                    """
                    select u.id as user_id, u.email as user_email, u.username as user_username, u.first_name as user_first_name, u.last_name as user_last_name,
                           array(select role from user_roles r where r.tenant_id = u.tenant_id and r.user_id = u.id order by role) as user_roles,
                           u.time_zone as user_time_zone, u.client_id as user_client_id, t.id as tenant_id, t.name as tenant_name, t.slug as tenant_slug, t.time_zone as tenant_time_zone, t.is_demo as tenant_is_demo
                    from users u join tenants t on t.id = u.tenant_id
                    where u.id = @userId
                    """,
                    new { userId },
                    inner
                )
                    is { } row
                    ? new SessionView(row.User, row.Tenant, token.Csrf, expiresAt)
                    : null,
            ct
        );

    private sealed record Row(SessionUser User, SessionTenant Tenant);
}
