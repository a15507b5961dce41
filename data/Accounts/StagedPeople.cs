using Npgsql;
using NpgsqlTypes;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Imports;

namespace Pivotal.Data.Accounts;

/// <param name="Id">of the account, if it is new</param>
public readonly record struct StagedAccount(Guid Id, AccountDraft Row);

/// <param name="Id">of the contact, if he is new</param>
/// <param name="Account">which of the staged accounts he belongs to; null: to none</param>
public readonly record struct StagedContact(Guid Id, ContactDraft Row, int? Account);

public readonly record struct MergedAccounts(long Created, long Updated);

/// <param name="Suppressed">came in, or were there, and are on the do-not-call list</param>
public readonly record struct MergedContacts(long Created, long Updated, long Suppressed);

/// <summary>Many companies and people at once: copied beside the tables and merged with one statement each. Whoever is there already keeps what the new row does not say.</summary>
public static class StagedPeople
{
    /// <summary>Countries of those who are there, by their normalised address.</summary>
    public static async Task<Dictionary<string, string>> StoredCountries(TenantSession session, string[] emails, CancellationToken ct) =>
        (
            await session.Query<StoredCountry>(
                "select email_normalized as email, country from contacts where tenant_id = @tenant and email_normalized = any(@emails) and deleted_at is null and country is not null",
                new { tenant = session.TenantId, emails },
                ct
            )
        ).ToDictionary(c => c.Email, c => c.Country);

    /// <param name="import">noted on what is new</param>
    public static async Task<(MergedAccounts Accounts, MergedContacts Contacts)> Merge(
        TenantSession session,
        Guid import,
        IReadOnlyList<StagedAccount> accounts,
        IReadOnlyList<StagedContact> contacts,
        CancellationToken ct
    )
    {
        await session.Execute(StageSql.Stage, null, ct);
        await Copy(session, accounts, contacts, ct);
        var by = new { tenant = session.TenantId, import };
        var byDomain = await session.QuerySingle<MergedAccounts>(StageSql.MergeAccountsByDomain, by, ct);
        var byName = await session.QuerySingle<MergedAccounts>(StageSql.MergeAccountsByName, by, ct);
        await session.Execute(StageSql.ResolveAccounts, new { tenant = session.TenantId }, ct);
        var anySuppressed = await session.Scalar<bool>("select exists (select 1 from suppressions)", null, ct);
        var people = await session.QuerySingle<MergedContacts>(
            StageSql.MergeContacts,
            new
            {
                tenant = session.TenantId,
                import,
                anySuppressed,
            },
            ct
        );
        return (new(byDomain.Created + byName.Created, byDomain.Updated + byName.Updated), people);
    }

    private static async Task Copy(
        DbSession session,
        IReadOnlyList<StagedAccount> accounts,
        IReadOnlyList<StagedContact> contacts,
        CancellationToken ct
    )
    {
        var connection = await session.Connection(ct);
        await using (var writer = await connection.BeginBinaryImportAsync(StageSql.CopyAccounts, ct))
        {
            for (var i = 0; i < accounts.Count; i++)
            {
                var (id, row) = accounts[i];
                writer.StartRow();
                writer.Write(i, NpgsqlDbType.Integer);
                writer.Write(id, NpgsqlDbType.Uuid);
                foreach (var column in StageColumns.Accounts)
                    column.Write(writer, row);
            }

            await writer.CompleteAsync(ct);
        }

        await using (var writer = await connection.BeginBinaryImportAsync(StageSql.CopyContacts, ct))
        {
            for (var i = 0; i < contacts.Count; i++)
                Write(writer, i, contacts[i]);
            await writer.CompleteAsync(ct);
        }
    }

    private static void Write(NpgsqlBinaryImporter writer, int no, StagedContact contact)
    {
        writer.StartRow();
        writer.Write(no, NpgsqlDbType.Integer);
        writer.Write(contact.Id, NpgsqlDbType.Uuid);
        if (contact.Account is { } account)
            writer.Write(account, NpgsqlDbType.Integer);
        else
            writer.WriteNull();
        writer.Write(contact.Row.Email!, NpgsqlDbType.Text);
        writer.Write(contact.Row.EmailNormalized!, NpgsqlDbType.Text);
        writer.Write(Emails.DomainOf(contact.Row.EmailNormalized!), NpgsqlDbType.Text);
        foreach (var column in StageColumns.Contacts)
            column.Write(writer, contact.Row);
    }

    private readonly record struct StoredCountry(string Email, string Country);
}
