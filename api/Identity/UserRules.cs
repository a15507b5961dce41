using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Identity;

/// <summary>What must hold for every user.</summary>
internal static class UserRules
{
    public static readonly Refusal LastAdmin = new(
        RefusalKind.Conflict,
        "users.last_admin",
        "The last active administrator cannot be disabled or lose that role."
    );
    public static readonly Refusal UnknownClient = new(
        RefusalKind.Invalid,
        "users.unknown_client",
        "There is no such client organisation.",
        "/clientId"
    );

    public static void Roles(Validation check, IReadOnlyList<string>? roles, Guid? clientId)
    {
        check.That(roles is { Count: > 0 }, "/roles", "users.role_required", "A user has at least one role.");
        for (var i = 0; i < (roles?.Count ?? 0); i++)
            check.OneOf($"/roles/{i}", roles![i], Domain.Shared.Roles.All);
        var isClient = roles?.Contains(Domain.Shared.Roles.ClientUser) == true;
        check.That(!isClient || roles!.Count == 1, "/roles", "users.client_only", "A client's user has no other role.");
        check.That(
            !isClient || clientId is not null,
            "/clientId",
            "users.client_required",
            "A client's user belongs to a client organisation."
        );
        check.That(
            isClient || clientId is null,
            "/clientId",
            "users.client_forbidden",
            "Only a client's user belongs to a client organisation."
        );
    }

    /// <summary>
    /// True when nobody active would be left to administer the tenant. Two administrators who remove each other wait here for one another, and the second looks after that: rows locked by the statement
    /// that reads them would be looked at as they were before the wait.
    /// </summary>
    public static async Task<bool> IsLastAdmin(TenantSession session, Guid userId, CancellationToken ct)
    {
        await session.Execute(
            "select pg_advisory_xact_lock(hashtextextended('administrators ' || @tenant::text, 0))",
            new { tenant = session.TenantId },
            ct
        );
        var admins = await session.Query<Guid>(
            """
            select u.id from users u join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id and r.role = 'admin'
            where u.status = 'active'
            """,
            null,
            ct
        );
        return admins is [var only] && only == userId;
    }

    public static Task<bool> ClientExists(TenantSession session, Guid clientId, CancellationToken ct) =>
        session.Scalar<bool>("select exists (select 1 from clients where id = @clientId)", new { clientId }, ct);

    /// <summary>Which field is taken, from the unique key that refused; null for any other error.</summary>
    public static Refusal? Taken(PostgresException e) =>
        e switch
        {
            { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "users_tenant_id_email_normalized_key" } => new(
                RefusalKind.Conflict,
                "users.email_taken",
                "Somebody here already has this e-mail address.",
                "/email"
            ),
            { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "users_tenant_id_username_normalized_key" } => new(
                RefusalKind.Conflict,
                "users.username_taken",
                "Somebody here already has this user name.",
                "/username"
            ),
            _ => null,
        };
}
