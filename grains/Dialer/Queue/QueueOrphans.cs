using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Intents of which nobody knows whether they were stored, and which were certainly not dialled: undone as if they had never been.</summary>
internal static class QueueOrphans
{
    public static async Task Undo(
        TenantSession db,
        Guid campaign,
        long epoch,
        IReadOnlyList<PlannedDial> dials,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // With the next epoch, so that a call's grain which somebody woke meanwhile does not write over it.
        var calls = dials.Select(d => d.CallId).ToArray();
        await db.Execute(
            """
            update call_attempts set status = 'ended', outcome = 'cancelled', hangup_cause = 'not_dialed', ended_at = @now, epoch = epoch + 1
            where id = any(@calls) and status = 'intent' and ended_at is null
            """,
            new { calls, now },
            ct
        );
        await db.Execute(
            """
            update queue_entries
            set status = 'queued', claimed_until = null, updated_at = @now, attempts = attempts - case when status = 'in_progress' then 1 else 0 end
            where campaign_id = @campaign
              and ((status = 'in_progress' and call_id = any(@calls)) or (status = 'claimed' and epoch = @epoch and contact_id = any(@contacts)))
            """,
            new
            {
                campaign,
                epoch,
                calls,
                contacts = dials.Select(d => d.Entry.ContactId).ToArray(),
                now,
            },
            ct
        );
    }
}
