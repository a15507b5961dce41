using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;

namespace Pivotal.Data.Imports;

/// <summary>A row of the file that was rejected or lost a value.</summary>
/// <param name="Number">1 is the first row after the header</param>
/// <param name="Reasons">JSON</param>
/// <param name="Cells">JSON, as they stood in the file</param>
public sealed record ImportError(long Number, string Reasons, string Cells, bool Rejected);

/// <summary>What one batch adds to the counters of its import.</summary>
/// <param name="To">rows of the file up to and with the batch</param>
/// <param name="Last">the file ends here</param>
public sealed record ImportAdvance(
    long To,
    bool Last,
    long Created,
    long Updated,
    long Unchanged,
    long Duplicates,
    long Rejected,
    long Incomplete,
    long LeftOut,
    long Suppressed,
    long AccountsCreated,
    long AccountsUpdated
);

/// <summary>What a run writes of its import, each time under its fence: the epoch of the row that it was started with.</summary>
public static class ImportRunRows
{
    /// <summary>Takes the fence: whoever ran it before writes nothing any more, once a batch that he is just committing is through.</summary>
    /// <returns>null: it has changed since it was seen</returns>
    public static Task<ImportRecord?> Renew(TenantSession session, ImportRecord seen, CancellationToken ct) =>
        Change(session, "epoch = epoch + 1", seen, ct);

    /// <returns>null: it has changed since it was seen</returns>
    public static Task<ImportRecord?> Cancel(TenantSession session, ImportRecord seen, CancellationToken ct) =>
        Change(session, $"status = '{ImportStatus.Cancelled}', finished_at = now(), epoch = epoch + 1", seen, ct);

    public static Task Fail(TenantSession session, Guid id, long epoch, string error, CancellationToken ct) =>
        session.Execute(
            $"update imports set status = '{ImportStatus.Failed}', error = @error, finished_at = now(), epoch = epoch + 1 where id = @id and epoch = @epoch and status = '{ImportStatus.Running}'",
            new
            {
                id,
                epoch,
                error,
            },
            ct
        );

    /// <summary>Takes the row's lock for a batch.</summary>
    /// <param name="from">rows of the file that are in already</param>
    /// <returns>false: another activation or a cancel came in between</returns>
    public static async Task<bool> Holds(TenantSession session, Guid id, long epoch, long from, CancellationToken ct) =>
        await session.Scalar<int>(
            $"select 1 from imports where id = @id and epoch = @epoch and status = '{ImportStatus.Running}' and processed_rows = @from for update",
            new
            {
                id,
                epoch,
                from,
            },
            ct
        ) == 1;

    public static Task AddErrors(TenantSession session, Guid import, IReadOnlyList<ImportError> errors, CancellationToken ct) =>
        session.Execute(
            """
            insert into import_errors (tenant_id, import_id, row_number, reasons, cells, rejected)
            select @tenant, @import, e.number, e.reasons::jsonb, e.cells::jsonb, e.rejected from unnest(@numbers, @reasons, @cells, @rejected) as e(number, reasons, cells, rejected)
            """,
            new
            {
                tenant = session.TenantId,
                import,
                numbers = errors.Select(e => e.Number).ToArray(),
                reasons = errors.Select(e => e.Reasons).ToArray(),
                cells = errors.Select(e => e.Cells).ToArray(),
                rejected = errors.Select(e => e.Rejected).ToArray(),
            },
            ct
        );

    public static Task Advance(TenantSession session, Guid id, long epoch, ImportAdvance by, CancellationToken ct) =>
        session.Execute(
            $"""
            update imports set
              processed_rows = @to, created_rows = created_rows + @created, updated_rows = updated_rows + @updated, unchanged_rows = unchanged_rows + @unchanged,
              duplicate_rows = duplicate_rows + @duplicates, rejected_rows = rejected_rows + @rejected, suppressed_rows = suppressed_rows + @suppressed,
              incomplete_rows = incomplete_rows + @incomplete, left_out_values = left_out_values + @leftOut,
              accounts_created = accounts_created + @accountsCreated, accounts_updated = accounts_updated + @accountsUpdated,
              total_rows = case when @last then @to else greatest(total_rows, @to) end,
              status = case when @last then '{ImportStatus.Completed}' else status end, finished_at = case when @last then now() end
            where id = @id and epoch = @epoch
            """,
            new
            {
                id,
                epoch,
                by.To,
                by.Last,
                by.Created,
                by.Updated,
                by.Unchanged,
                by.Duplicates,
                by.Rejected,
                by.Incomplete,
                by.LeftOut,
                by.Suppressed,
                by.AccountsCreated,
                by.AccountsUpdated,
            },
            ct
        );

    private static Task<ImportRecord?> Change(TenantSession session, string change, ImportRecord seen, CancellationToken ct) =>
        session.QuerySingle<ImportRecord>(
            $"update imports i set {change} where i.id = @id and i.epoch = @epoch and i.status = @status returning {ImportRecord.Columns}",
            new
            {
                id = seen.Id,
                epoch = seen.Epoch,
                status = seen.Status,
            },
            ct
        );
}
