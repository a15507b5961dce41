using Pivotal.Data.Shared;
using Pivotal.Grains.Compliance;

namespace Pivotal.Grains.Calls;

/// <summary>A key pressed during a message, with all its effects in one transaction. The attempt's row decides: only the first time has effects.</summary>
internal static class OptOutRows
{
    /// <returns>null: it was stored before</returns>
    public static async Task<DoNotCall?> Store(
        TenantSession db,
        Guid call,
        DateTimeOffset at,
        Guid auditId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var attempt = await db.QuerySingle<Attempt>(
            "update call_attempts set opted_out_at = @at where id = @call and opted_out_at is null returning contact_id as contact, phone_e164 as phone, campaign_id as campaign",
            new { call, at = at.ToUniversalTime() },
            ct
        );
        if (attempt is null)
            return null;
        await AuditRow.Insert(db, auditId, null, "calls.opted_out", "call", call, new { attempt.Campaign, attempt.Contact }, now, ct);
        return await DoNotCallRows.Add(db, attempt.Contact, attempt.Phone, "opt_out", null, now, ct);
    }

    private sealed record Attempt(Guid Contact, string Phone, Guid Campaign);
}
