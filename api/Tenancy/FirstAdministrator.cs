using System.Text.RegularExpressions;
using Pivotal.Api.Identity;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Tenancy;

/// <summary>
/// On an empty database: one tenant (<c>PIVOTAL_TENANT</c>) with one administrator from ADMIN_EMAIL, ADMIN_USERNAME, ADMIN_FIRST_NAME, ADMIN_LAST_NAME and ADMIN_PASSWORD.
/// Without a password a one-time link is made, again at every start until somebody has used it. There is no default password.
/// </summary>
internal sealed partial class FirstAdministrator(TenantDb db, Passwords passwords, SetupLinks links)
{
    /// <summary>The path of the one-time link to show, or null.</summary>
    public async Task<string?> Ensure(IConfiguration configuration, CancellationToken ct) =>
        await db.System((s, inner) => s.Scalar<bool>("select any_user_exists()", null, inner), ct)
            ? await LinkAgain(ct)
            : await Create(configuration, ct);

    private async Task<string?> Create(IConfiguration configuration, CancellationToken ct)
    {
        var (email, password) = (configuration["ADMIN_EMAIL"], configuration["ADMIN_PASSWORD"]);
        if (string.IsNullOrWhiteSpace(email))
            throw new StartException(
                "The database has no users yet: set ADMIN_EMAIL (and ADMIN_PASSWORD, or a setup link is printed), or PIVOTAL_DEMO=1 for demo tenants."
            );
        var check = new Validation().Email("ADMIN_EMAIL", email);
        if (!string.IsNullOrEmpty(password))
            Passwords.Validate(check, "ADMIN_PASSWORD", password, email);
        if (check.Failed)
            throw new StartException($"{check.Refusals[0].Field} cannot be used: {check.Refusals[0].Detail}");

        var name = configuration["PIVOTAL_TENANT"] is { Length: > 0 } given ? given : "Pivotal";
        var existing = await NewTenants.All(db, ct);
        // A start that broke off after making the tenant goes on with it.
        var tenant =
            existing.FirstOrDefault(t => !t.IsDemo)?.Id
            ?? await NewTenants.Add(db, new NewTenant(name, Slug(name), "America/New_York", false), ct);
        var user = new NewUser(
            email,
            configuration["ADMIN_USERNAME"] is { Length: > 0 } username ? username : email.Split('@')[0],
            configuration["ADMIN_FIRST_NAME"] ?? "",
            configuration["ADMIN_LAST_NAME"] ?? "",
            [Roles.Admin],
            null,
            string.IsNullOrEmpty(password) ? null : passwords.Hash(password)
        );
        return await db.InTenant(
            tenant,
            async (s, inner) =>
            {
                var id = await UserRows.Add(s, user, null, inner);
                await s.RecordSystem("users.first_administrator", "user", id, null, inner);
                return user.PasswordHash is null ? SetupLinks.Path(await links.Create(s, id, inner)) : null;
            },
            ct
        );
    }

    /// <summary>Nobody can sign in anywhere yet, because the link was never used: make a new one.</summary>
    private async Task<string?> LinkAgain(CancellationToken ct)
    {
        foreach (var tenant in (await NewTenants.All(db, ct)).Where(t => !t.IsDemo))
        {
            var path = await db.InTenant(
                tenant.Id,
                async (s, inner) =>
                {
                    if (await s.Scalar<bool>("select exists (select 1 from users where password_hash is not null)", null, inner))
                        return null;
                    var admin = await s.Scalar<Guid?>(
                        "select u.id from users u join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id where r.role = 'admin' order by u.created_at limit 1",
                        null,
                        inner
                    );
                    return admin is { } id ? SetupLinks.Path(await links.Create(s, id, inner)) : null;
                },
                ct
            );
            if (path is not null)
                return path;
        }

        return null;
    }

    private static string Slug(string name)
    {
        var slug = NotSlug().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return slug.Length < 2 ? "tenant" : slug[..Math.Min(slug.Length, 60)];
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotSlug();
}
