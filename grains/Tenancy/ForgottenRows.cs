using Pivotal.Data.Identity;
using Pivotal.Data.Shared;

namespace Pivotal.Grains.Tenancy;

/// <summary>Rows that have had their time: answers kept for a repeated Idempotency-Key, which hold what was sent, and counted sign-in attempts.</summary>
internal sealed class ForgottenRows(TenantDb db, TimeProvider time) : ITenantChore
{
    /// <summary>A day longer than a key counts, so that a request under way at the turn is no matter.</summary>
    public static readonly TimeSpan Keys = TimeSpan.FromDays(2);

    /// <summary>Attempts count for a quarter of an hour.</summary>
    public static readonly TimeSpan Attempts = TimeSpan.FromHours(1);

    private const int Batch = 5_000;

    public string Name => "forgotten_rows";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task Run(Guid tenant, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        for (var removed = Batch; removed == Batch; )
        {
            removed = await db.InTenant(tenant, (s, inner) => IdempotencyKeyRows.RemoveBefore(s, now - Keys, Batch, inner), ct);
        }

        // They belong to nobody; whichever tenant comes first clears them away.
        await db.System((s, inner) => SignInAttemptRows.RemoveBefore(s, now - Attempts, inner), ct);
    }
}
