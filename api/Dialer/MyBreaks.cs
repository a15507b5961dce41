using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Dialer;

/// <param name="MaxMinutes">of one break; null: no limit</param>
/// <param name="MaxMinutesDay">of all of a day; null: no limit</param>
/// <param name="UsedSeconds">today on the tenant's clock</param>
internal sealed record MyBreak(string Code, string Label, bool Paid, int? MaxMinutes, int? MaxMinutesDay, int UsedSeconds);

/// <summary>What breaks may be for, and how much of each the agent has had today. Empty: any reason will do.</summary>
internal static class MyBreaks
{
    public static async Task<Ok<List<MyBreak>>> Handle(RequestUser user, RequestDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Run(
                (s, inner) =>
                    s.Query<MyBreak>(
                        """
                        with day as (select date_trunc('day', now(), (select time_zone from tenants where id = @tenant)) as start),
                        lines as (
                          select at, status, reason, lead(at, 1, now()) over (order by at, id) as until
                          from agent_state_log, day where agent_id = @agent and at > day.start - interval '1 day'
                        )
                        select c.code, c.label, c.paid, c.max_minutes, c.max_minutes_day,
                               coalesce((select sum(extract(epoch from l.until - greatest(l.at, day.start))) from lines l where l.status = 'break' and l.reason = c.code and l.until > day.start), 0)::int as used_seconds
                        from pause_codes c, day order by c.label, c.code
                        """,
                        new { tenant = user.TenantId, agent = user.Id },
                        inner
                    ),
                ct
            )
        );
}
