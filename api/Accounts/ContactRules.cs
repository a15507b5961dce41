using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Accounts;

internal static class ContactRules
{
    public static readonly Refusal EmailTaken = new(RefusalKind.Conflict, "contacts.email_taken", "There is a contact with this e-mail address already.", "/email");

    public static readonly Refusal UnknownAccount = new(RefusalKind.Invalid, "contacts.account_unknown", "There is no such account.", "/accountId");

    public static bool IsEmailTaken(PostgresException e) => e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "contacts_email_ux" };

    public static async Task<bool> AccountExists(TenantSession session, Guid? account, CancellationToken ct) =>
        account is null || await session.Scalar<bool>("select exists (select 1 from accounts where id = @id and deleted_at is null)", new { id = account.Value }, ct);
}
