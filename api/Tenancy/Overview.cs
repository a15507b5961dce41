using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Api.Tenancy;

/// <summary>What whoever runs campaigns wants to see first. Days are those of the tenant's zone.</summary>
/// <param name="Days">the last 30, today the last; each is there, also one without a call</param>
/// <param name="Goals">campaigns that dial or are paused and have a lead goal, the furthest from it first; at most 6</param>
public sealed record Overview(IReadOnlyList<OverviewDay> Days, IReadOnlyList<GoalProgress> Goals, TeamNow Team, CallbacksDue Callbacks);

/// <param name="Dials">calls begun on that day</param>
/// <param name="Connected">of these, with an agent on the line</param>
/// <param name="Leads">made on that day, whatever became of them</param>
public sealed record OverviewDay(DateOnly Day, long Dials, long Connected, long Leads);

/// <param name="Leads">made and not rejected</param>
public sealed record GoalProgress(Guid CampaignId, string Name, int Goal, long Leads);

/// <summary>Agents by what they do now; who is offline is none of them.</summary>
public sealed record TeamNow(int Available, int OnCall, int WrapUp, int OnBreak);

/// <param name="Overdue">promised for a moment that has passed</param>
/// <param name="Today">promised for what is left of the day</param>
public sealed record CallbacksDue(long Overdue, long Today);

internal static class GetOverview
{
    private const int DaysShown = 30,
        GoalsShown = 6;

    public static async Task<Ok<Overview>> Handle(RequestDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Run(
                async (s, inner) =>
                    new Overview(await Days(s, inner), await Goals(s, inner), await Team(s, inner), await Callbacks(s, inner)),
                ct
            )
        );

    private static Task<List<OverviewDay>> Days(TenantSession db, CancellationToken ct) =>
        db.Query<OverviewDay>(
            """
            with clock as (select time_zone as zone, (now() at time zone time_zone)::date as today from tenants),
            first as (select (today - @before)::timestamp at time zone zone as at from clock),
            calls as (
              select (c.created_at at time zone zone)::date as day, count(*) as dials, count(*) filter (where c.bridged_at is not null) as connected
              from call_attempts c, clock where c.created_at >= (select at from first) group by 1),
            made as (select (l.created_at at time zone zone)::date as day, count(*) as leads from leads l, clock where l.created_at >= (select at from first) group by 1)
            select d::date as day, coalesce(dials, 0) as dials, coalesce(connected, 0) as connected, coalesce(leads, 0) as leads
            from clock, generate_series(today - @before, today, interval '1 day') d
            left join calls on calls.day = d::date
            left join made on made.day = d::date
            order by 1
            """,
            new { before = DaysShown - 1 },
            ct
        );

    private static Task<List<GoalProgress>> Goals(TenantSession db, CancellationToken ct) =>
        db.Query<GoalProgress>(
            """
            select c.id as campaign_id, c.name, c.lead_goal as goal, made.leads
            from campaigns c
            cross join lateral (select count(*) as leads from leads l where l.tenant_id = c.tenant_id and l.campaign_id = c.id and l.status <> 'rejected') made
            where c.status in ('active', 'draining', 'paused') and c.lead_goal > 0
            order by made.leads::float8 / c.lead_goal, c.name, c.id limit @shown
            """,
            new { shown = GoalsShown },
            ct
        );

    private static async Task<TeamNow> Team(TenantSession db, CancellationToken ct)
    {
        var now = (
            await db.Query<AtWork>("select status, count(*)::int as count from agent_states group by status", null, ct)
        ).ToDictionary(s => s.Status, s => s.Count);
        return new(Of(AgentStatus.Available), Of(AgentStatus.OnCall), Of(AgentStatus.WrapUp), Of(AgentStatus.Break));

        int Of(string status) => now.GetValueOrDefault(status);
    }

    private static async Task<CallbacksDue> Callbacks(TenantSession db, CancellationToken ct) =>
        await db.QuerySingle<CallbacksDue>(
            """
            select count(*) filter (where q.callback_at < now()) as overdue, count(*) filter (where q.callback_at >= now()) as today
            from queue_entries q, tenants t
            where q.callback_at < ((now() at time zone t.time_zone)::date + 1)::timestamp at time zone t.time_zone and q.status in ('queued', 'claimed')
            """,
            null,
            ct
        ) ?? new(0, 0);

    private readonly record struct AtWork(string Status, int Count);
}
