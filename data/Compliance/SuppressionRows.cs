using Pivotal.Data.Shared;

namespace Pivotal.Data.Compliance;

/// <param name="Kind">phone, email, domain</param>
/// <param name="Value">normalised</param>
/// <param name="Source">manual, import, disposition, opt_out, api</param>
/// <param name="By">null: nobody of the tenant</param>
/// <param name="At">null: now, on the database's clock</param>
public sealed record NewSuppression(Guid Id, string Kind, string Value, string Reason, string Source, Guid? By, DateTimeOffset? At = null);

/// <summary>A suppression that was taken off the list.</summary>
public sealed record RemovedSuppression(string Kind, string Value, string Reason, string Source);

/// <summary>All that writes <c>suppressions</c>. What follows from it for contacts is <see cref="SuppressionFlags"/>.</summary>
public static class SuppressionRows
{
    /// <summary>What is on the list already stays as it is.</summary>
    /// <returns>how many are new</returns>
    public static Task<int> Add(TenantSession session, IReadOnlyList<NewSuppression> all, CancellationToken ct) =>
        session.Execute(
            """
            insert into suppressions (tenant_id, id, kind, value, reason, source, added_by, created_at)
            select @tenant, s.id, s.kind, s.value, s.reason, s.source, s.added_by, coalesce(s.at, now())
            from unnest(@ids, @kinds, @values, @reasons, @sources, @by, @times) as s (id, kind, value, reason, source, added_by, at)
            on conflict (tenant_id, kind, value) do nothing
            """,
            new
            {
                tenant = session.TenantId,
                ids = all.Select(s => s.Id).ToArray(),
                kinds = all.Select(s => s.Kind).ToArray(),
                values = all.Select(s => s.Value).ToArray(),
                reasons = all.Select(s => s.Reason).ToArray(),
                sources = all.Select(s => s.Source).ToArray(),
                by = all.Select(s => s.By).ToArray(),
                times = all.Select(s => s.At).ToArray(),
            },
            ct
        );

    /// <summary>Null: there is none.</summary>
    public static Task<RemovedSuppression?> Remove(TenantSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<RemovedSuppression>(
            "delete from suppressions where id = @id returning kind, value, reason, source",
            new { id },
            ct
        );
}
