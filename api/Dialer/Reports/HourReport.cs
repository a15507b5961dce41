using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <param name="Hour">0–23 on the tenant's clock, all days of the range together</param>
/// <param name="AnswerRate">answered ÷ dials, 0–1</param>
/// <param name="Outcomes">calls by outcome</param>
internal sealed record HourReportRow(int Hour, int Dials, int Answered, double AnswerRate, IReadOnlyDictionary<string, int> Outcomes);

/// <summary>When calls end how.</summary>
internal static class HourReport
{
    private static readonly string[] Outcomes =
    [
        "connected",
        "abandoned",
        "hung_up",
        "no_answer",
        "busy",
        "voicemail",
        "message_delivered",
        "fax",
        "invalid_number",
        "failed",
        "cancelled",
    ];

    public static readonly ReportSheet Sheet = ReportSheet.Of(
        Rows,
        [
            ("Hour", (r, _) => r.Hour),
            ("Dials", (r, _) => r.Dials),
            ("Answered", (r, _) => r.Answered),
            ("Answer rate", (r, _) => r.AnswerRate),
            .. Outcomes.Select(o => (o, (Func<HourReportRow, ReportRange, object?>)((r, _) => r.Outcomes.GetValueOrDefault(o)))),
        ]
    );

    public static Task<Results<Ok<Report<HourReportRow>>, ProblemHttpResult>> Handle(
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) => ReportAnswer.Json(request, db, time, Rows, ct);

    private static Task<List<HourReportRow>> Rows(TenantSession s, ReportRange range, CancellationToken ct) =>
        s.Query<HourReportRow>(
            $"""
            with calls as (
              select extract(hour from created_at at time zone @zone)::int as hour, outcome, {CallFacts.Dialed} as dialed, {CallFacts.Answered} as answered
              from call_attempts where created_at >= @start and created_at < @end and (@campaign::uuid is null or campaign_id = @campaign)
            ), parts as (
              select hour, outcome, count(*) as calls, count(*) filter (where dialed) as dials, count(*) filter (where answered) as answered from calls group by 1, 2
            )
            select hour, sum(dials)::int as dials, sum(answered)::int as answered, coalesce(sum(answered)::float8 / nullif(sum(dials), 0), 0) as answer_rate,
                   coalesce(jsonb_object_agg(outcome, calls) filter (where outcome is not null), jsonb_build_object()) as outcomes
            from parts group by 1 order by 1
            """,
            range.Sql,
            ct
        );
}
