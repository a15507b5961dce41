using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <param name="Result">human, machine, fax, not_sure; none where nobody listened</param>
/// <param name="Calls">picked up with this result</param>
/// <param name="AgentSaidMachine">of these, the agent's disposition says it was a machine</param>
/// <param name="Outcomes">calls by outcome</param>
internal sealed record AmdReportRow(string Result, int Calls, int AgentSaidMachine, IReadOnlyDictionary<string, int> Outcomes);

/// <summary>What the answering machine detection said, against what became of the calls. Calls nobody picked up are not in it.</summary>
internal static class AmdReport
{
    public static readonly ReportSheet Sheet = ReportSheet.Of<AmdReportRow>(
        Rows,
        ("AMD result", (r, _) => r.Result),
        ("Calls", (r, _) => r.Calls),
        ("Agent said machine", (r, _) => r.AgentSaidMachine),
        ("Outcomes", (r, _) => r.Outcomes)
    );

    public static Task<Results<Ok<Report<AmdReportRow>>, ProblemHttpResult>> Handle(
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) => ReportAnswer.Json(request, db, time, Rows, ct);

    private static Task<List<AmdReportRow>> Rows(TenantSession s, ReportRange range, CancellationToken ct) =>
        s.Query<AmdReportRow>(
            """
            with parts as (
              select coalesce(amd_result, 'none') as result, outcome, count(*) as calls, count(*) filter (where disposition in ('voicemail', 'voicemail_left')) as said
              from call_attempts
              where created_at >= @start and created_at < @end and (@campaign::uuid is null or campaign_id = @campaign) and (answered_at is not null or amd_result is not null)
              group by 1, 2
            )
            select result, sum(calls)::int as calls, sum(said)::int as agent_said_machine, coalesce(jsonb_object_agg(outcome, calls) filter (where outcome is not null), jsonb_build_object()) as outcomes from parts group by 1 order by 1
            """,
            range.Sql,
            ct
        );
}
