using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Identity;

/// <param name="Status">active, disabled</param>
/// <param name="ClientId">the client organisation of a client_user</param>
internal sealed record UserView(
    Guid Id,
    string Email,
    string Username,
    string FirstName,
    string LastName,
    IReadOnlyList<string> Roles,
    string Status,
    Guid? ClientId,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset CreatedAt,
    long Version
) : IVersioned
{
    public const string Select = """
        select u.id, u.email, u.username, u.first_name, u.last_name,
               array(select role from user_roles r where r.tenant_id = u.tenant_id and r.user_id = u.id order by role) as roles,
               u.status, u.client_id, u.last_sign_in_at, u.created_at, u.version
        from users u
        """;

    public static Task<UserView?> Load(TenantSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<UserView>($"{Select} where u.id = @id", new { id }, ct);
}
