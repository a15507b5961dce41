using Pivotal.Data.Shared;
using Pivotal.Grains.Dialer.Chain;

namespace Pivotal.Grains.Dialer;

/// <summary>When the last call to a number was abandoned or met a machine, over all campaigns of the tenant.</summary>
internal static class LockOutRows
{
    /// <returns>the facts with these moments; as they are where no law lets numbers rest</returns>
    public static async Task<IReadOnlyList<GateFacts>> Add(TenantSession db, CampaignSettings campaign, IReadOnlyList<GateFacts> facts, DateTimeOffset now, CancellationToken ct)
    {
        if (facts.Count == 0) return facts;
        if (campaign.Compliance.LockOutHours is { } rest)
        {
            var abandoned = await Last(db, "outcome = 'abandoned'", facts, now.AddHours(-rest.Value), ct);
            if (abandoned.Count > 0) facts = [.. facts.Select(f => abandoned.TryGetValue(f.Phone, out var at) ? f with { AbandonedAt = at } : f)];
        }

        if (campaign.Compliance.MachineRestHours is { } machine)
        {
            var machines = await Last(db, "amd_result = 'machine' and bridged_at is null", facts, now.AddHours(-machine.Value), ct);
            if (machines.Count > 0) facts = [.. facts.Select(f => machines.TryGetValue(f.Phone, out var at) ? f with { MachineAt = at } : f)];
        }

        return facts;
    }

    private static async Task<Dictionary<string, DateTimeOffset>> Last(TenantSession db, string which, IReadOnlyList<GateFacts> facts, DateTimeOffset since, CancellationToken ct) => (await db.Query(
        $"""
        select phone_e164, max(ended_at) from call_attempts
        where phone_e164 = any(@phones) and {which} and ended_at > @since
        group by 1
        """, new { phones = facts.Select(f => f.Phone).Distinct().ToArray(), since },
        r => (Phone: r.GetString(0), At: r.GetFieldValue<DateTimeOffset>(1)), ct)).ToDictionary(r => r.Phone, r => r.At);
}
