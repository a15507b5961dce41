using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Accounts;

internal static class ContactRules
{
    public static readonly Refusal EmailTaken = new(
        RefusalKind.Conflict,
        "contacts.email_taken",
        "There is a contact with this e-mail address already.",
        "/email"
    );

    public static readonly Refusal UnknownAccount = new(
        RefusalKind.Invalid,
        "contacts.account_unknown",
        "There is no such account.",
        "/accountId"
    );

    /// <summary>Whose e-mail ends in a company's domain, or one under it, works there: as an import has it, so that the person counts under the company's caps.</summary>
    /// <returns>null: no company is known by this domain, or many people share it</returns>
    public static Task<Guid?> AccountByEmail(TenantSession session, string? email, CancellationToken ct) =>
        Emails.Normalize(email) is { } key && Emails.DomainOf(key) is var domain && Domains.IsCompanys(domain)
            ? session.Scalar<Guid?>(
                "select id from accounts where domain_normalized = any(domain_and_above(@domain)) and deleted_at is null order by length(domain_normalized) desc limit 1",
                new { domain },
                ct
            )
            : Task.FromResult<Guid?>(null);

    public static bool IsEmailTaken(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "contacts_email_ux" };

    public static async Task<bool> AccountExists(TenantSession session, Guid? account, CancellationToken ct) =>
        account is null
        || await session.Scalar<bool>(
            "select exists (select 1 from accounts where id = @id and deleted_at is null)",
            new { id = account.Value },
            ct
        );
}
