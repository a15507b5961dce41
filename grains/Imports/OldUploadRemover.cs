using Microsoft.Extensions.Logging;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Grains.Tenancy;

namespace Pivotal.Grains.Imports;

/// <summary>
/// Uploaded files are people's data and are kept no longer than they are needed: a week after the import has ended, a month when it was never started, a day when there is no import to them any more.
/// What the import says of itself stays. Two of them at it disturb nobody: each file goes once.
/// </summary>
internal sealed class OldUploadRemover(TenantDb db, ImportFiles files, TimeProvider time, ILogger<OldUploadRemover> log) : ITenantChore
{
    public static readonly TimeSpan AfterItsEnd = TimeSpan.FromDays(7);
    public static readonly TimeSpan NeverStarted = TimeSpan.FromDays(30);
    public static readonly TimeSpan WithoutImport = TimeSpan.FromDays(1);

    public string Name => "old_uploads";

    public TimeSpan Every => TimeSpan.FromHours(6);

    public Task Run(Guid tenant, CancellationToken ct) => Remove(tenant, ct);

    /// <returns>removed files</returns>
    public async Task<int> Remove(Guid tenant, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var found = files.Of(tenant).ToList();
        if (found.Count == 0)
            return 0;
        var kept = await db.InTenant(
            tenant,
            (s, inner) =>
                s.Query<Guid>(
                    $"""
                    select id from imports
                    where id = any(@ids) and (status in ('{ImportStatus.Waiting}', '{ImportStatus.Running}') or status = '{ImportStatus.Uploaded}' and created_at > @neverStarted or finished_at > @ended)
                    """,
                    new
                    {
                        ids = found.Select(f => f.Import).ToArray(),
                        neverStarted = now - NeverStarted,
                        ended = now - AfterItsEnd,
                    },
                    inner
                ),
            ct
        );
        var old = found.Where(f => f.Written < now - WithoutImport && !kept.Contains(f.Import)).ToList();
        foreach (var (import, _) in old)
            files.Delete(tenant, import);
        if (old.Count > 0)
            ImportLog.OldUploadsRemoved(log, old.Count, tenant);
        return old.Count;
    }
}
