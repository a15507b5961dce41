using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Data.Compliance.Law;

/// <param name="Calls">made under it</param>
/// <param name="From">the first of them</param>
/// <param name="To">the last</param>
public sealed record LawInForce(Guid? Id, LawSnapshot? Law, int Calls, DateTimeOffset From, DateTimeOffset To);

/// <summary>law_snapshots.</summary>
public static class LawRows
{
    public static Task Keep(TenantSession db, Guid id, string body, DateTimeOffset now, CancellationToken ct) => db.Execute(
        "insert into law_snapshots (tenant_id, id, body, created_at) values (@tenant, @id, @body, @now) on conflict (tenant_id, id) do nothing",
        new { tenant = db.TenantId, id, body = new Jsonb(body), now }, ct);

    /// <summary>Which laws calls were made under, day by day on that clock.</summary>
    /// <param name="zone">IANA name</param>
    public static Task<List<(DateOnly Day, Guid? Law)>> Days(TenantSession db, Guid campaign, DateTimeOffset from, DateTimeOffset to, string zone, CancellationToken ct) => db.Query(
        """
        select distinct (created_at at time zone @zone)::date, law_id from call_attempts
        where campaign_id = @campaign and created_at >= @from and created_at < @to
        """, new { campaign, from, to, zone }, r => (r.GetFieldValue<DateOnly>(0), r.IsDBNull(1) ? (Guid?)null : r.GetGuid(1)), ct);

    /// <summary>Under which law the campaign's calls of that time were made, oldest first; without an id those of which none is known.</summary>
    public static Task<List<LawInForce>> Of(TenantSession db, Guid campaign, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => db.Query(
        """
        select u.law_id, l.body::text, u.calls, u.first, u.last
        from (
          select law_id, count(*)::int as calls, min(created_at) as first, max(created_at) as last
          from call_attempts where campaign_id = @campaign and created_at >= @from and created_at < @to group by 1) u
        left join law_snapshots l on l.id = u.law_id
        order by u.first
        """, new { campaign, from, to },
        r => new LawInForce(r.IsDBNull(0) ? null : r.GetGuid(0), r.IsDBNull(1) ? null : LawSnapshot.Read(r.GetString(1)), r.GetInt32(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4)), ct);
}
