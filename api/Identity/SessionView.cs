using Pivotal.Data.Shared;

namespace Pivotal.Api.Identity;

internal sealed record SessionUser(Guid Id, string Email, string Username, string FirstName, string LastName, IReadOnlyList<string> Roles, string? TimeZone, Guid? ClientId);

internal sealed record SessionTenant(Guid Id, string Name, string Slug, string TimeZone, bool IsDemo);

/// <summary>Who is signed in where.</summary>
/// <param name="CsrfToken">to be repeated in <c>X-Pivotal-CSRF</c> with every unsafe method</param>
/// <param name="ExpiresAt">when the session ends if nothing more is asked</param>
internal sealed record SessionView(SessionUser User, SessionTenant Tenant, string CsrfToken, DateTimeOffset ExpiresAt)
{
    public static Task<SessionView?> Load(TenantDb db, SessionToken token, Guid userId, DateTimeOffset expiresAt, CancellationToken ct) =>
        db.InTenant(token.Tenant, (s, inner) => s.QuerySingle(
            """
            select u.id, u.email, u.username, u.first_name, u.last_name,
                   array(select role from user_roles r where r.tenant_id = u.tenant_id and r.user_id = u.id order by role),
                   u.time_zone, u.client_id, t.id, t.name, t.slug, t.time_zone, t.is_demo
            from users u join tenants t on t.id = u.tenant_id
            where u.id = @userId
            """,
            new { userId },
            r => new SessionView(
                new SessionUser(
                    r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetFieldValue<string[]>(5),
                    r.IsDBNull(6) ? null : r.GetString(6), r.IsDBNull(7) ? null : r.GetGuid(7)),
                new SessionTenant(r.GetGuid(8), r.GetString(9), r.GetString(10), r.GetString(11), r.GetBoolean(12)),
                token.Csrf, expiresAt), inner), ct);
}
