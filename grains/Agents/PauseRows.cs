using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Grains.Agents;

/// <summary>pause_codes, and how much of them an agent has used.</summary>
internal static class PauseRows
{
    /// <returns>true: a break may be taken for this reason, because the tenant has no codes or this is one</returns>
    public static async Task<bool> Allows(TenantSession db, string? code, CancellationToken ct) =>
        await db.Scalar<bool>(
            "select not exists (select 1 from pause_codes) or exists (select 1 from pause_codes where code = @code)",
            new { code = code ?? "" },
            ct
        );

    /// <summary>Null: the break's reason is no code.</summary>
    /// <param name="since">when the break began</param>
    /// <param name="dayStart">midnight on the tenant's clock</param>
    public static async Task<PauseInUse?> Find(
        TenantSession db,
        Guid agent,
        string code,
        DateTimeOffset since,
        DateTimeOffset dayStart,
        CancellationToken ct
    )
    {
        var found = await db.QuerySingle<Rule>(
            "select label, max_minutes as once, max_minutes_day as day from pause_codes where code = @code",
            new { code },
            ct
        );
        if (found is null)
            return null;
        var used = await db.Scalar<double>(
            """
            select coalesce(sum(extract(epoch from least(l.until, @since) - greatest(l.at, @dayStart))), 0)::float8
            from (select at, status, reason, lead(at, 1, @since) over (order by at, id) as until from agent_state_log where agent_id = @agent and at > @dayStart - interval '1 day' and at < @since) l
            where l.status = 'break' and l.reason = @code and l.until > @dayStart
            """,
            new
            {
                agent,
                code,
                since,
                dayStart,
            },
            ct
        );
        DateTimeOffset? once = found.Once is { } minutes ? since.AddMinutes(minutes) : null;
        DateTimeOffset? day = found.Day is { } all ? since.AddSeconds(Math.Max(0, (all * 60) - used)) : null;
        return new(code, found.Label, once is null || day < once ? day ?? once : once);
    }

    private sealed record Rule(string Label, int? Once, int? Day);
}
