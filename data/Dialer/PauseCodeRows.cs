using Pivotal.Data.Shared;

namespace Pivotal.Data.Dialer;

/// <param name="MaxMinutes">of one break; null: no limit</param>
/// <param name="MaxMinutesDay">of all of a day; null: no limit</param>
public sealed record PauseCodeValues(string Label, bool Paid, int? MaxMinutes, int? MaxMinutesDay);

public sealed record RemovedPauseCode(string Code, string Label);

/// <summary>All that writes <c>pause_codes</c>.</summary>
public static class PauseCodeRows
{
    public static Task Add(TenantSession session, Guid id, string code, PauseCodeValues values, CancellationToken ct) =>
        session.Execute(
            "insert into pause_codes (tenant_id, id, code, label, paid, max_minutes, max_minutes_day) values (@tenant, @id, @code, @label, @paid, @maxMinutes, @maxMinutesDay)",
            new
            {
                tenant = session.TenantId,
                id,
                code,
                values.Label,
                values.Paid,
                values.MaxMinutes,
                values.MaxMinutesDay,
            },
            ct
        );

    /// <returns>false: it has another version by now</returns>
    public static async Task<bool> Change(TenantSession session, Guid id, long version, PauseCodeValues values, CancellationToken ct) =>
        await session.Execute(
            """
            update pause_codes set label = @label, paid = @paid, max_minutes = @maxMinutes, max_minutes_day = @maxMinutesDay, version = version + 1, updated_at = now()
            where id = @id and version = @version
            """,
            new
            {
                id,
                version,
                values.Label,
                values.Paid,
                values.MaxMinutes,
                values.MaxMinutesDay,
            },
            ct
        ) > 0;

    /// <summary>Null: there is none.</summary>
    public static Task<RemovedPauseCode?> Remove(TenantSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<RemovedPauseCode>("delete from pause_codes where id = @id returning code, label", new { id }, ct);
}
