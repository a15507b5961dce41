using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Data.Compliance.Law;

/// <summary>How long a tenant's call records have to be kept, and the removal of those that are older.</summary>
public static class RetentionRows
{
    /// <summary>The longest of every law that a call was made under and of every one a campaign has chosen; null: no law says how long, so nothing is ever removed.</summary>
    public static async Task<int?> Years(TenantSession db, CancellationToken ct)
    {
        var past = await db.Query<Past>("select body as law from law_snapshots", null, ct);
        var chosen = await db.Query<string>(
            "select distinct jsonb_array_elements_text(document #> '{rules,compliance,profiles}') from campaigns where jsonb_typeof(document #> '{rules,compliance,profiles}') = 'array'",
            null,
            ct
        );
        var present = EffectiveCompliance.Of(await ProfileRows.Chosen(db, chosen, ct), new ComplianceRules());
        return past.Select(p => p.Law.Effective).Append(present).Max(l => l.RetentionYears?.Value);
    }

    /// <summary>
    /// Removes ended calls made before that moment, with the carrier's events of them. A call that became a lead stays with the lead.
    /// </summary>
    /// <returns>removed calls, at most <paramref name="most"/></returns>
    public static Task<int> Remove(TenantSession db, DateTimeOffset before, int most, CancellationToken ct) =>
        db.Scalar<int>(
            """
            with old as (
              select a.id from call_attempts a
              where a.tenant_id = @tenant and a.created_at < @before and a.ended_at < @before
                and not exists (select 1 from leads l where l.tenant_id = a.tenant_id and l.attempt_id = a.id)
              limit @most for update skip locked
            ),
            events as (delete from carrier_inbox i using old where i.tenant_id = @tenant and i.call_id = old.id),
            gone as (delete from call_attempts a using old where a.tenant_id = @tenant and a.id = old.id returning a.id)
            select count(*)::int from gone
            """,
            new
            {
                tenant = db.TenantId,
                before,
                most,
            },
            ct
        );

    private readonly record struct Past(LawSnapshot Law);
}
