using Pivotal.Data.Shared;
using Pivotal.Grains.Dialer;

namespace Pivotal.Grains.Calls;

/// <summary>A key pressed during a message, with all its effects in one transaction. The attempt's row decides: only the first time has effects.</summary>
internal static class OptOutRows
{
    /// <returns>null: it was stored before</returns>
    public static async Task<DoNotCall?> Store(TenantSession db, Guid call, DateTimeOffset at, Guid auditId, DateTimeOffset now, CancellationToken ct)
    {
        var found = await db.QuerySingle<(Guid Contact, string Phone, Guid Campaign)?>(
            "update call_attempts set opted_out_at = @at where id = @call and opted_out_at is null returning contact_id, phone_e164, campaign_id", new { call, at = at.ToUniversalTime() },
            r => (r.GetGuid(0), r.GetString(1), r.GetGuid(2)), ct);
        if (found is not { } attempt) return null;
        await AuditRow.Insert(db, auditId, null, "calls.opted_out", "call", call, new { attempt.Campaign, attempt.Contact }, now, ct);
        return await DoNotCallRows.Add(db, attempt.Contact, attempt.Phone, "opt_out", null, now, ct);
    }
}
