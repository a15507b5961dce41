using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Dialer;

/// <summary>What a break may be for.</summary>
/// <param name="Code">as the log has it: a–z, 0–9 and _; never changed</param>
/// <param name="Paid">counts as working time in reports</param>
/// <param name="MaxMinutes">of one break, 1–1,440; null: no limit</param>
/// <param name="MaxMinutesDay">of all of a day, 1–1,440; null: no limit</param>
internal sealed record PauseCode(Guid Id, string Code, string Label, bool Paid, int? MaxMinutes, int? MaxMinutesDay, long Version)
    : IVersioned
{
    public static readonly Refusal Taken = new(
        RefusalKind.Conflict,
        "pause_codes.code_taken",
        "There is a pause code with this code already.",
        "/code"
    );

    private const string Columns = "select id, code, label, paid, max_minutes, max_minutes_day, version from pause_codes";

    public static Task<List<PauseCode>> All(TenantSession s, CancellationToken ct) =>
        s.Query<PauseCode>($"{Columns} order by label, code", null, ct);

    public static Task<PauseCode?> Load(TenantSession s, Guid id, CancellationToken ct) =>
        s.QuerySingle<PauseCode>($"{Columns} where id = @id", new { id }, ct);
}
