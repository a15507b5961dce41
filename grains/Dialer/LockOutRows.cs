using Pivotal.Data.Shared;
using Pivotal.Grains.Dialer.Chain;

namespace Pivotal.Grains.Dialer;

/// <summary>When the last call to a number was abandoned, over all campaigns of the tenant.</summary>
internal static class LockOutRows
{
    /// <returns>the facts with that moment; as they are where no law locks numbers out</returns>
    public static async Task<IReadOnlyList<GateFacts>> Add(TenantSession db, CampaignSettings campaign, IReadOnlyList<GateFacts> facts, DateTimeOffset now, CancellationToken ct)
    {
        if (campaign.Compliance.LockOutHours is not { } rest || facts.Count == 0) return facts;
        var last = (await db.Query(
            """
            select phone_e164, max(ended_at) from call_attempts
            where phone_e164 = any(@phones) and outcome = 'abandoned' and ended_at > @since
            group by 1
            """, new { phones = facts.Select(f => f.Phone).Distinct().ToArray(), since = now.AddHours(-rest.Value) },
            r => (Phone: r.GetString(0), At: r.GetFieldValue<DateTimeOffset>(1)), ct)).ToDictionary(r => r.Phone, r => r.At);
        return last.Count == 0 ? facts : [.. facts.Select(f => last.TryGetValue(f.Phone, out var at) ? f with { AbandonedAt = at } : f)];
    }
}
