using Npgsql;
using NpgsqlTypes;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Imports;

namespace Pivotal.Grains.Imports;

/// <summary>Another activation runs this import, or it was cancelled: this one must stop without a trace.</summary>
internal sealed class ImportFenceLostException() : Exception("The import is no longer run here.");

/// <summary>One batch into the tables, in one transaction with the checkpoint, the counters and the error rows: all of it or nothing.</summary>
internal sealed class ImportMerge(TenantDb db, Guid tenant, ImportRecord import)
{
    /// <returns>the counters after the batch</returns>
    /// <exception cref="ImportFenceLostException"/>
    public Task<ImportCounts> Run(ImportBatch batch, CancellationToken ct) =>
        db.Bulk(
            tenant,
            async (session, inner) =>
            {
                if (
                    await session.Scalar<int>(
                        ImportSql.Fence,
                        new
                        {
                            id = import.Id,
                            epoch = import.Epoch,
                            from = batch.From,
                        },
                        inner
                    ) != 1
                )
                    throw new ImportFenceLostException();

                var (accounts, contacts) = (default(Merged), default(MergedContacts));
                if (batch.Contacts.Count > 0)
                {
                    if (batch.WithoutCountry is { Length: > 0 } emails)
                    {
                        var stored = await session.Query<StoredCountry>(ImportSql.StoredCountries, new { tenant, emails }, inner);
                        batch.ReadByStoredCountries(stored.ToDictionary(c => c.Email, c => c.Country));
                    }

                    await session.Execute(ImportSql.Stage, null, inner);
                    await Copy(session, batch, inner);
                    var byDomain = await Accounts(session, ImportSql.MergeAccountsByDomain, inner);
                    var byName = await Accounts(session, ImportSql.MergeAccountsByName, inner);
                    accounts = new(byDomain.Created + byName.Created, byDomain.Updated + byName.Updated);
                    await session.Execute(ImportSql.ResolveAccounts, new { tenant }, inner);
                    var anySuppressed = await session.Scalar<bool>("select exists (select 1 from suppressions)", null, inner);
                    contacts = await session.QuerySingle<MergedContacts>(
                        ImportSql.MergeContacts,
                        new
                        {
                            tenant,
                            import = import.Id,
                            anySuppressed,
                        },
                        inner
                    );
                    if (import.ListId is { } list)
                        await session.Execute(ImportSql.AddToList, new { tenant, list }, inner);
                }

                if (batch.Errors.Count > 0)
                {
                    await session.Execute(
                        ImportSql.AddErrors,
                        new
                        {
                            tenant,
                            import = import.Id,
                            numbers = batch.Errors.Select(e => e.Number).ToArray(),
                            reasons = batch.Errors.Select(e => e.Reasons).ToArray(),
                            cells = batch.Errors.Select(e => e.Cells).ToArray(),
                            rejected = batch.Errors.Select(e => e.Rejected).ToArray(),
                        },
                        inner
                    );
                }

                await session.Execute(
                    ImportSql.Advance,
                    new
                    {
                        id = import.Id,
                        epoch = import.Epoch,
                        to = batch.To,
                        last = batch.Last,
                        created = contacts.Created,
                        updated = contacts.Updated,
                        unchanged = batch.Contacts.Count - contacts.Created - contacts.Updated,
                        duplicates = (long)batch.Duplicates,
                        rejected = (long)batch.Rejected,
                        incomplete = (long)batch.LeftOut.Rows,
                        leftOut = (long)batch.LeftOut.Values,
                        suppressed = contacts.Suppressed,
                        accountsCreated = accounts.Created,
                        accountsUpdated = accounts.Updated,
                    },
                    inner
                );
                return (await ImportRecord.Load(session, import.Id, inner))!.Counts;
            },
            ct
        );

    private Task<Merged> Accounts(DbSession session, string sql, CancellationToken ct) =>
        session.QuerySingle<Merged>(sql, new { tenant, import = import.Id }, ct);

    private static async Task Copy(DbSession session, ImportBatch batch, CancellationToken ct)
    {
        var connection = await session.Connection(ct);
        await using (var writer = await connection.BeginBinaryImportAsync(ImportSql.CopyAccounts, ct))
        {
            for (var i = 0; i < batch.Accounts.Count; i++)
            {
                var (id, row) = batch.Accounts[i];
                writer.StartRow();
                writer.Write(i, NpgsqlDbType.Integer);
                writer.Write(id, NpgsqlDbType.Uuid);
                foreach (var column in StageColumns.Accounts)
                    column.Write(writer, row);
            }

            await writer.CompleteAsync(ct);
        }

        await using (var writer = await connection.BeginBinaryImportAsync(ImportSql.CopyContacts, ct))
        {
            for (var i = 0; i < batch.Contacts.Count; i++)
                Write(writer, i, batch.Contacts[i]);
            await writer.CompleteAsync(ct);
        }
    }

    private static void Write(NpgsqlBinaryImporter writer, int no, (Guid Id, ContactDraft Row, int? Account) contact)
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

    private readonly record struct Merged(long Created, long Updated);

    private readonly record struct MergedContacts(long Created, long Updated, long Suppressed);
}
