using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>How far a campaign has come through its list. The five numbers after Total add up to it.</summary>
/// <param name="NeverTried">waits for its first call</param>
/// <param name="Tried">was called, spoke with nobody yet, waits for the next call</param>
/// <param name="Reached">spoke with an agent and waits for another call</param>
/// <param name="RemovedBy">removed, by reason</param>
/// <param name="ByAttempts">everybody, by the number of calls made</param>
internal sealed record PenetrationRow(
    Guid CampaignId,
    string Name,
    int Total,
    int NeverTried,
    int Tried,
    int Reached,
    int Done,
    int Removed,
    IReadOnlyDictionary<string, int> RemovedBy,
    IReadOnlyDictionary<string, int> ByAttempts
);

/// <summary>The queue as it is now; the range does not matter to it.</summary>
internal static class PenetrationReport
{
    public static readonly ReportSheet Sheet = ReportSheet.Of<PenetrationRow>(
        Rows,
        ("Campaign", (r, _) => r.Name),
        ("Contacts", (r, _) => r.Total),
        ("Never tried", (r, _) => r.NeverTried),
        ("Tried", (r, _) => r.Tried),
        ("Reached", (r, _) => r.Reached),
        ("Done", (r, _) => r.Done),
        ("Removed", (r, _) => r.Removed),
        ("Removed by reason", (r, _) => r.RemovedBy),
        ("By attempts", (r, _) => r.ByAttempts)
    );

    public static Task<Results<Ok<Report<PenetrationRow>>, ProblemHttpResult>> Handle(
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) => ReportAnswer.Json(request, db, time, Rows, ct);

    private static Task<List<PenetrationRow>> Rows(TenantSession s, ReportRange range, CancellationToken ct) =>
        s.Query<PenetrationRow>(
            $"""
            with entries as materialized (
              select q.campaign_id, coalesce(q.reason, 'removed') as reason, q.attempts,
                     case when q.status in ('removed', 'done') then q.status
                          when q.attempts = 0 then 'never'
                          when exists (select 1 from call_attempts a where a.tenant_id = q.tenant_id and a.contact_id = q.contact_id and a.campaign_id = q.campaign_id and {CallFacts.Connected}) then 'reached'
                          else 'tried' end as part
              from queue_entries q where @campaign::uuid is null or q.campaign_id = @campaign
            )
            select c.id as campaign_id, c.name, count(*)::int as total, (count(*) filter (where part = 'never'))::int as never_tried, (count(*) filter (where part = 'tried'))::int as tried,
                   (count(*) filter (where part = 'reached'))::int as reached, (count(*) filter (where part = 'done'))::int as done, (count(*) filter (where part = 'removed'))::int as removed,
                   coalesce((select jsonb_object_agg(reason, n) from (select reason, count(*) as n from entries e where e.campaign_id = c.id and part = 'removed' group by 1) x), jsonb_build_object()) as removed_by,
                   coalesce((select jsonb_object_agg(attempts, n) from (select attempts, count(*) as n from entries e where e.campaign_id = c.id group by 1) x), jsonb_build_object()) as by_attempts
            from entries join campaigns c on c.id = entries.campaign_id
            group by c.id, c.name order by c.name, c.id
            """,
            range.Sql,
            ct
        );
}
