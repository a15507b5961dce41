using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>One campaign's calls that were made in the range.</summary>
/// <param name="AbandonRate">abandoned ÷ answered, 0–1</param>
/// <param name="WrapUpSeconds">from the end of each call to its disposition</param>
/// <param name="Messages">calls of an agentless campaign that heard its message</param>
/// <param name="Dispositions">calls by what the agent said</param>
internal sealed record CampaignReportRow(
    Guid CampaignId,
    string Name,
    int Dials,
    int Answered,
    int Connected,
    int Abandoned,
    double AbandonRate,
    int Qualified,
    int TalkSeconds,
    int WrapUpSeconds,
    int Messages,
    IReadOnlyDictionary<string, int> Dispositions
);

/// <summary>What each campaign did.</summary>
internal static class CampaignReport
{
    public static readonly ReportSheet Sheet = ReportSheet.Of(
        Rows,
        [
            ("Campaign", (r, _) => r.Name),
            ("Dials", (r, _) => r.Dials),
            ("Answered", (r, _) => r.Answered),
            ("Connected", (r, _) => r.Connected),
            ("Abandoned", (r, _) => r.Abandoned),
            ("Abandon rate", (r, _) => r.AbandonRate),
            ("Messages played", (r, _) => r.Messages),
            ("Talk seconds", (r, _) => r.TalkSeconds),
            ("Wrap-up seconds", (r, _) => r.WrapUpSeconds),
            .. Disposition.All.Select(d =>
                (d, (Func<CampaignReportRow, ReportRange, object?>)((r, _) => r.Dispositions.GetValueOrDefault(d)))
            ),
        ]
    );

    public static Task<Results<Ok<Report<CampaignReportRow>>, ProblemHttpResult>> Handle(
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) => ReportAnswer.Json(request, db, time, Rows, ct);

    private static Task<List<CampaignReportRow>> Rows(TenantSession s, ReportRange range, CancellationToken ct) =>
        s.Query<CampaignReportRow>(
            $"""
            with calls as materialized (
              select campaign_id, disposition, {CallFacts.Dialed} as dialed, {CallFacts.Answered} as answered, {CallFacts.Connected} as connected, {CallFacts.Abandoned} as abandoned, {CallFacts.Message} as message,
                     {CallFacts.TalkSeconds} as talk, {CallFacts.WrapUpSeconds} as wrap
              from call_attempts where created_at >= @start and created_at < @end and (@campaign::uuid is null or campaign_id = @campaign)
            ), said as (
              select campaign_id, jsonb_object_agg(disposition, n) as dispositions
              from (select campaign_id, disposition, count(*) as n from calls where disposition is not null group by 1, 2) d group by 1
            )
            select c.id as campaign_id, c.name, (count(*) filter (where k.dialed))::int as dials, (count(*) filter (where k.answered))::int as answered, (count(*) filter (where k.connected))::int as connected,
                   (count(*) filter (where k.abandoned))::int as abandoned, coalesce((count(*) filter (where k.abandoned))::float8 / nullif(count(*) filter (where k.answered), 0), 0) as abandon_rate,
                   coalesce((select (dispositions ->> '{Disposition.Qualified}')::int from said where said.campaign_id = c.id), 0) as qualified, round(coalesce(sum(k.talk), 0))::int as talk_seconds,
                   round(coalesce(sum(k.wrap), 0))::int as wrap_up_seconds, (count(*) filter (where k.message))::int as messages,
                   coalesce((select dispositions from said where said.campaign_id = c.id), jsonb_build_object()) as dispositions
            from calls k join campaigns c on c.id = k.campaign_id
            group by c.id, c.name order by c.name, c.id
            """,
            range.Sql,
            ct
        );
}
