using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Data.Compliance.Law;

/// <param name="Calls">made under it</param>
/// <param name="From">the first of them</param>
/// <param name="To">the last</param>
public sealed record LawInForce(Guid? Id, LawSnapshot? Law, int Calls, DateTimeOffset From, DateTimeOffset To);

/// <param name="Law">null: none is known</param>
public readonly record struct LawOfDay(DateOnly Day, Guid? Law);

/// <summary>law_snapshots.</summary>
public static class LawRows
{
    public static Task Keep(TenantSession db, Guid id, string body, DateTimeOffset now, CancellationToken ct) =>
        db.Execute(
            "insert into law_snapshots (tenant_id, id, body, created_at) values (@tenant, @id, @body, @now) on conflict (tenant_id, id) do nothing",
            new
            {
                tenant = db.TenantId,
                id,
                body = new Jsonb(body),
                now,
            },
            ct
        );

    /// <summary>Which laws calls were made under, day by day on that clock.</summary>
    /// <param name="zone">IANA name</param>
    public static Task<List<LawOfDay>> Days(
        TenantSession db,
        Guid campaign,
        DateTimeOffset from,
        DateTimeOffset to,
        string zone,
        CancellationToken ct
    ) =>
        db.Query<LawOfDay>(
            """
            select distinct (created_at at time zone @zone)::date as day, law_id as law from call_attempts
            where campaign_id = @campaign and created_at >= @from and created_at < @to
            """,
            new
            {
                campaign,
                from,
                to,
                zone,
            },
            ct
        );

    /// <summary>Under which law the campaign's calls of that time were made, oldest first; without an id those of which none is known.</summary>
    public static Task<List<LawInForce>> Of(
        TenantSession db,
        Guid campaign,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    ) =>
        db.Query<LawInForce>(
            """
            select u.law_id as id, l.body as law, u.calls, u.first as "from", u.last as "to"
            from (
              select law_id, count(*)::int as calls, min(created_at) as first, max(created_at) as last
              from call_attempts where campaign_id = @campaign and created_at >= @from and created_at < @to group by 1) u
            left join law_snapshots l on l.id = u.law_id
            order by u.first
            """,
            new
            {
                campaign,
                from,
                to,
            },
            ct
        );
}
