using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>One campaign's day, on the campaign's own clock, because its abandon budget is a day's.</summary>
/// <param name="Share">abandoned ÷ answered, 0–1</param>
/// <param name="Cap">the campaign's cap as it is now</param>
/// <param name="WorstHour">beginning of the hour with the highest share; null when nobody was abandoned</param>
internal sealed record AbandonReportRow(
    Guid CampaignId,
    string Name,
    DateOnly Day,
    string TimeZone,
    int Answered,
    int Abandoned,
    double Share,
    double Cap,
    bool OverCap,
    DateTimeOffset? WorstHour,
    int WorstAnswered,
    int WorstAbandoned
);

/// <summary>Evidence of the abandon rate, day by day.</summary>
internal static class AbandonReport
{
    public static readonly ReportSheet Sheet = ReportSheet.Of<AbandonReportRow>(
        Rows,
        ("Campaign", (r, _) => r.Name),
        ("Day", (r, _) => r.Day),
        ("Time zone", (r, _) => r.TimeZone),
        ("Answered", (r, _) => r.Answered),
        ("Abandoned", (r, _) => r.Abandoned),
        ("Share", (r, _) => r.Share),
        ("Cap", (r, _) => r.Cap),
        ("Over cap", (r, _) => r.OverCap),
        ("Worst hour", (r, range) => r.WorstHour is { } at ? range.Write(at) : null),
        ("Answered in it", (r, _) => r.WorstAnswered),
        ("Abandoned in it", (r, _) => r.WorstAbandoned)
    );

    public static Task<Results<Ok<Report<AbandonReportRow>>, ProblemHttpResult>> Handle(
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) => ReportAnswer.Json(request, db, time, Rows, ct);

    private static Task<List<AbandonReportRow>> Rows(TenantSession s, ReportRange range, CancellationToken ct) =>
        s.Query<AbandonReportRow>(
            $"""
            with hours as (
              select c.id, c.name, c.time_zone, c.abandon_cap, date_trunc('hour', a.created_at, c.time_zone) as hour, (a.created_at at time zone c.time_zone)::date as day,
                     count(*) as answered, count(*) filter (where {CallFacts.Abandoned}) as abandoned
              from call_attempts a join campaigns c on c.tenant_id = a.tenant_id and c.id = a.campaign_id
              where a.created_at >= @start - interval '2 days' and a.created_at < @end + interval '2 days' and (@campaign::uuid is null or a.campaign_id = @campaign) and {CallFacts.Answered}
              group by 1, 2, 3, 4, 5, 6
            ), ranked as (
              select *, row_number() over (partition by id, day order by abandoned::float8 / answered desc, answered desc, hour) as place from hours where day between @fromDay and @toDay
            )
            select id as campaign_id, name, day, time_zone, sum(answered)::int as answered, sum(abandoned)::int as abandoned, sum(abandoned)::float8 / sum(answered)::float8 as share, abandon_cap as cap,
                   sum(abandoned)::float8 / sum(answered)::float8 > abandon_cap::float8 as over_cap, max(hour) filter (where place = 1 and abandoned > 0) as worst_hour,
                   coalesce(max(answered) filter (where place = 1 and abandoned > 0), 0)::int as worst_answered, coalesce(max(abandoned) filter (where place = 1), 0)::int as worst_abandoned
            from ranked group by id, name, day, time_zone, abandon_cap order by day desc, name, id
            """,
            range.Sql,
            ct
        );
}
