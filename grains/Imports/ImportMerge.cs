using Pivotal.Data.Accounts;
using Pivotal.Data.Audience;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;

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
                if (!await ImportRunRows.Holds(session, import.Id, import.Epoch, batch.From, inner))
                    throw new ImportFenceLostException();
                var (accounts, contacts) = batch.Contacts.Count > 0 ? await People(session, batch, inner) : default;
                if (batch.Errors.Count > 0)
                    await ImportRunRows.AddErrors(session, import.Id, batch.Errors, inner);
                await ImportRunRows.Advance(
                    session,
                    import.Id,
                    import.Epoch,
                    new(
                        batch.To,
                        batch.Last,
                        contacts.Created,
                        contacts.Updated,
                        batch.Contacts.Count - contacts.Created - contacts.Updated,
                        batch.Duplicates,
                        batch.Rejected,
                        batch.LeftOut.Rows,
                        batch.LeftOut.Values,
                        contacts.Suppressed,
                        accounts.Created,
                        accounts.Updated
                    ),
                    inner
                );
                return (await ImportRecord.Load(session, import.Id, inner))!.Counts;
            },
            ct
        );

    private async Task<(MergedAccounts Accounts, MergedContacts Contacts)> People(
        TenantSession session,
        ImportBatch batch,
        CancellationToken ct
    )
    {
        if (batch.WithoutCountry is { Length: > 0 } emails)
            batch.ReadByStoredCountries(await StagedPeople.StoredCountries(session, emails, ct));
        var merged = await StagedPeople.Merge(session, import.Id, batch.Accounts, batch.Contacts, ct);
        if (import.ListId is { } list)
            await ListMemberRows.AddStaged(session, list, ct);
        return merged;
    }
}
