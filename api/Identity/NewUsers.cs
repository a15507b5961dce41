using System.Security.Cryptography;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Identity;

internal sealed record NewUser(
    string Email,
    string Username,
    string FirstName,
    string LastName,
    IReadOnlyList<string> Roles,
    Guid? ClientId,
    string? PasswordHash
);

/// <summary>The one place a user row is made: by administrators, by the first start and by the demo.</summary>
internal static class NewUsers
{
    public static async Task<Guid> Add(TenantSession session, NewUser user, Guid? by, CancellationToken ct)
    {
        var id = Ids.New();
        await session.Execute(
            """
            insert into users (tenant_id, id, email, email_normalized, username, username_normalized, first_name, last_name, password_hash, security_stamp, client_id)
            values (@tenant, @id, @email, @emailKey, @username, @usernameKey, @first, @last, @hash, @stamp, @client)
            """,
            new
            {
                tenant = session.TenantId,
                id,
                email = user.Email.Trim(),
                emailKey = UserNames.Normalize(user.Email),
                username = user.Username.Trim(),
                usernameKey = UserNames.Normalize(user.Username),
                first = user.FirstName.Trim(),
                last = user.LastName.Trim(),
                hash = user.PasswordHash,
                stamp = RandomNumberGenerator.GetHexString(32),
                client = user.ClientId,
            },
            ct
        );
        await SetRoles(session, id, user.Roles, by, ct);
        return id;
    }

    public static async Task SetRoles(TenantSession session, Guid userId, IReadOnlyList<string> roles, Guid? by, CancellationToken ct)
    {
        var wanted = roles.Distinct().ToArray();
        await session.Execute("delete from user_roles where user_id = @userId and role <> all (@wanted)", new { userId, wanted }, ct);
        await session.Execute(
            """
            insert into user_roles (tenant_id, user_id, role, assigned_by)
            select @tenant, @userId, role, @by from unnest(@wanted) as role
            on conflict do nothing
            """,
            new
            {
                tenant = session.TenantId,
                userId,
                by,
                wanted,
            },
            ct
        );
    }
}
