using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Idle;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>One agent's time in the range, in seconds by state, from the log of states.</summary>
/// <param name="SignedInSeconds">all states but offline together</param>
/// <param name="Occupancy">on call, wrap-up and preview ÷ these and available, 0–1</param>
/// <param name="Calls">given to the agent</param>
/// <param name="TalkSeconds">on the line with people, from the call rows</param>
/// <param name="Idle">available time by why no call came</param>
internal sealed record AgentReportRow(
    Guid AgentId,
    string Name,
    int SignedInSeconds,
    int AvailableSeconds,
    int OnCallSeconds,
    int WrapUpSeconds,
    int PreviewSeconds,
    int BreakSeconds,
    double Occupancy,
    int Calls,
    int Connected,
    int TalkSeconds,
    IReadOnlyDictionary<string, int> Idle
);

/// <summary>Where agents' time went.</summary>
internal static class AgentReport
{
    public static readonly ReportSheet Sheet = ReportSheet.Of(
        Rows,
        [
            ("Agent", (r, _) => r.Name),
            ("Signed in seconds", (r, _) => r.SignedInSeconds),
            ("Available seconds", (r, _) => r.AvailableSeconds),
            ("On call seconds", (r, _) => r.OnCallSeconds),
            ("Wrap-up seconds", (r, _) => r.WrapUpSeconds),
            ("Preview seconds", (r, _) => r.PreviewSeconds),
            ("Break seconds", (r, _) => r.BreakSeconds),
            ("Occupancy", (r, _) => r.Occupancy),
            ("Calls", (r, _) => r.Calls),
            ("Connected", (r, _) => r.Connected),
            ("Talk seconds", (r, _) => r.TalkSeconds),
            .. IdleReason.All.Select(reason =>
                ($"Idle seconds: {reason}", (Func<AgentReportRow, ReportRange, object?>)((r, _) => r.Idle.GetValueOrDefault(reason)))
            ),
        ]
    );

    public static Task<Results<Ok<Report<AgentReportRow>>, ProblemHttpResult>> Handle(
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) => ReportAnswer.Json(request, db, time, Rows, ct);

    private static Task<List<AgentReportRow>> Rows(TenantSession s, ReportRange range, CancellationToken ct) =>
        s.Query<AgentReportRow>(
            $"""
            with marks as (
              select agent_id, status, campaign_id, at, id from agent_state_log where at >= @start and at < @end
              union all
              -- the state an agent was in when the range began
              select b.* from agent_states a cross join lateral (
                select l.agent_id, l.status, l.campaign_id, l.at, l.id from agent_state_log l
                where l.tenant_id = a.tenant_id and l.agent_id = a.agent_id and l.at < @start order by l.at desc, l.id desc limit 1) b
            ), spans as (
              select agent_id, status, campaign_id, greatest(at, @start) as since, least(coalesce(lead(at) over (partition by agent_id order by at, id), @now), @end, @now) as until from marks
            ), states as (
              select agent_id, status, sum(greatest(0, extract(epoch from until - since))) as seconds from spans
              where status <> 'offline' and (@campaign::uuid is null or campaign_id = @campaign) group by 1, 2
            ), calls as (
              select agent_id, count(*) as calls, count(*) filter (where {CallFacts.Connected}) as connected, sum({CallFacts.TalkSeconds}) filter (where {CallFacts.Connected}) as talk
              from call_attempts where created_at >= @start and created_at < @end and agent_id is not null and (@campaign::uuid is null or campaign_id = @campaign) group by 1
            ), idle as (
              select agent_id, jsonb_object_agg(reason, seconds) as parts
              from (select agent_id, reason, round(sum(milliseconds) / 1000.0)::int as seconds from agent_idle
                    where quarter >= @start and quarter < @end and (@campaign::uuid is null or campaign_id = @campaign) group by 1, 2) p
              where seconds > 0 group by 1
            )
            select u.id as agent_id, {PersonName.Of("u")} as name,
                   t.available + t.on_call + t.wrap_up + t.preview + t.away as signed_in_seconds, t.available as available_seconds, t.on_call as on_call_seconds, t.wrap_up as wrap_up_seconds,
                   t.preview as preview_seconds, t.away as break_seconds, coalesce((t.on_call + t.wrap_up + t.preview)::float8 / nullif(t.available + t.on_call + t.wrap_up + t.preview, 0), 0) as occupancy,
                   coalesce(c.calls, 0)::int as calls, coalesce(c.connected, 0)::int as connected, round(coalesce(c.talk, 0))::int as talk_seconds, coalesce(i.parts, jsonb_build_object()) as idle
            from users u left join calls c on c.agent_id = u.id left join idle i on i.agent_id = u.id
            cross join lateral (
              select coalesce(round(sum(seconds) filter (where status = 'available')), 0)::int as available, coalesce(round(sum(seconds) filter (where status = 'on_call')), 0)::int as on_call,
                     coalesce(round(sum(seconds) filter (where status = 'wrap_up')), 0)::int as wrap_up, coalesce(round(sum(seconds) filter (where status = 'break')), 0)::int as away,
                     coalesce(round(sum(seconds) filter (where status = 'preview')), 0)::int as preview
              from states where agent_id = u.id) t
            where c.agent_id is not null or i.agent_id is not null or u.id in (select agent_id from states)
            order by 2, 1
            """,
            range.Sql,
            ct
        );
}
