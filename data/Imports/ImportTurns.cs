using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;

namespace Pivotal.Data.Imports;

/// <summary>
/// A tenant runs a few imports at a time, in the whole installation; the rows are what is counted. What it starts beyond that waits, and comes in the order in which it was started.
/// </summary>
public static class ImportTurns
{
    public const int AtOnce = 2;

    /// <summary>One decides after the other, or two would take the last place.</summary>
    private const string OneByOne = "select pg_advisory_xact_lock(hashtextextended('imports ' || @turns__tenant, 0))";

    private const string Next = $"""
        select id from imports where status = '{ImportStatus.Waiting}' order by queued_at, id
        limit greatest(0, @atOnce - (select count(*) from imports where status = '{ImportStatus.Running}'))
        """;

    /// <summary>Runs it, or lets it wait when others of the tenant do already.</summary>
    /// <returns>null: it has changed since it was seen</returns>
    public static Task<ImportRecord?> Start(TenantSession db, ImportRecord seen, CancellationToken ct)
    {
        Lock(db);
        return db.QuerySingle<ImportRecord>(
            $"""
            with place as (select (select count(*) from imports where status in ('{ImportStatus.Waiting}', '{ImportStatus.Running}')) < @atOnce as free)
            update imports i set
              status = case when place.free then '{ImportStatus.Running}' else '{ImportStatus.Waiting}' end,
              started_at = case when place.free then now() end, queued_at = now(), epoch = epoch + 1
            from place
            where i.id = @id and i.epoch = @epoch and i.status = '{ImportStatus.Uploaded}'
            returning {ImportRecord.Columns}
            """,
            new
            {
                id = seen.Id,
                epoch = seen.Epoch,
                atOnce = AtOnce,
            },
            ct
        );
    }

    /// <summary>Runs one that waits if its turn has come.</summary>
    /// <returns>null: it has not</returns>
    public static Task<ImportRecord?> Take(TenantSession db, Guid import, CancellationToken ct)
    {
        Lock(db);
        return db.QuerySingle<ImportRecord>(
            $"""
            update imports i set status = '{ImportStatus.Running}', started_at = now(), epoch = epoch + 1
            where i.id = @id and i.status = '{ImportStatus.Waiting}' and i.id in ({Next}) returning {ImportRecord.Columns}
            """,
            new { id = import, atOnce = AtOnce },
            ct
        );
    }

    /// <summary>Whose turn has come and who may not know it.</summary>
    public static Task<List<Guid>> Due(TenantSession db, CancellationToken ct) => db.Query<Guid>(Next, new { atOnce = AtOnce }, ct);

    private static void Lock(TenantSession db) => db.RunAhead(OneByOne, new { turns__tenant = db.TenantId.ToString() });
}
