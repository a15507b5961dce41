using System.Security.Cryptography;
using Pivotal.Data.Shared;
using Pivotal.Domain.Identity;
using Pivotal.Domain.Shared;

namespace Pivotal.Data.Identity;

/// <param name="ClientId">of whose organisation; null: of the tenant's own people</param>
/// <param name="PasswordHash">null: chosen with a setup link</param>
public sealed record NewUser(
    string Email,
    string Username,
    string FirstName,
    string LastName,
    IReadOnlyList<string> Roles,
    Guid? ClientId,
    string? PasswordHash
);

/// <summary>What an administrator changes of a user.</summary>
/// <param name="Status">active, disabled</param>
/// <param name="TimeZone">IANA name; null: as it is</param>
public sealed record UserChange(string Email, string Username, string FirstName, string LastName, string Status, string? TimeZone);

/// <summary>All that writes <c>users</c> and <c>user_roles</c>: for administrators, the first start, the demo, and people who sign in.</summary>
public static class UserRows
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
        await GiveRoles(session, id, user.Roles, by, ct);
        return id;
    }

    /// <returns>false: it has another version by now</returns>
    public static async Task<bool> Change(TenantSession session, Guid id, long version, UserChange to, CancellationToken ct) =>
        await session.Execute(
            """
            update users set
              email = @email, email_normalized = @emailKey, username = @username, username_normalized = @usernameKey,
              first_name = @first, last_name = @last, status = @status, time_zone = coalesce(@zone, time_zone),
              updated_at = now(), version = version + 1
            where id = @id and version = @version
            """,
            new
            {
                id,
                version,
                email = to.Email.Trim(),
                emailKey = UserNames.Normalize(to.Email),
                username = to.Username.Trim(),
                usernameKey = UserNames.Normalize(to.Username),
                first = to.FirstName.Trim(),
                last = to.LastName.Trim(),
                status = to.Status,
                zone = to.TimeZone,
            },
            ct
        ) > 0;

    /// <summary>These roles and no others.</summary>
    /// <returns>false: the user has another version by now</returns>
    public static async Task<bool> ReplaceRoles(
        TenantSession session,
        Guid id,
        long version,
        IReadOnlyList<string> roles,
        Guid by,
        CancellationToken ct
    )
    {
        var changed = await session.Execute(
            "update users set updated_at = now(), version = version + 1 where id = @id and version = @version",
            new { id, version },
            ct
        );
        if (changed == 0)
            return false;
        await GiveRoles(session, id, roles, by, ct);
        return true;
    }

    /// <summary>No new version: the password is no part of what others see and change of a user, so nobody's change is stale because of it.</summary>
    public static Task SetPassword(TenantSession session, Guid id, string hash, string stamp, CancellationToken ct) =>
        session.Execute(
            "update users set password_hash = @hash, security_stamp = @stamp, updated_at = now() where id = @id",
            new
            {
                hash,
                stamp,
                id,
            },
            ct
        );

    /// <summary>The same password under today's rules of hashing.</summary>
    public static Task Rehash(TenantSession session, Guid id, string hash, CancellationToken ct) =>
        session.Execute("update users set password_hash = @hash where id = @id", new { hash, id }, ct);

    public static Task SignedIn(TenantSession session, Guid id, DateTimeOffset at, CancellationToken ct) =>
        session.Execute("update users set last_sign_in_at = @at where id = @id", new { at, id }, ct);

    private static async Task GiveRoles(TenantSession session, Guid userId, IReadOnlyList<string> roles, Guid? by, CancellationToken ct)
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
