using Pivotal.Data.Shared;

namespace Pivotal.Grains.Dialer;

internal static class CapRows
{
    public static Task<List<CapChange>> Read(TenantSession db, Guid campaign, Guid account, CancellationToken ct) =>
        db.Query(
            "select ref_id, state, leased_until from cap_reservations where campaign_id = @campaign and account_id = @account and state <> 'released'",
            new { campaign, account }, r => new CapChange(r.GetGuid(0), r.GetString(1), r.TimeAt(2)), ct);

    /// <summary>Stores a batch. With new grants in it, the table itself is counted once more under a lock, so that even a second activation could not exceed the cap.</summary>
    public static async Task Store(TenantSession db, Guid campaign, Guid account, IReadOnlyList<CapChange> batch, int? cap, DateTimeOffset now, CancellationToken ct)
    {
        await db.Execute("select pg_advisory_xact_lock(hashtextextended(@key, 7))", new { key = $"{campaign:N}/{account:N}" }, ct);
        await db.Execute(
            """
            insert into cap_reservations (tenant_id, campaign_id, account_id, ref_id, state, leased_until, updated_at)
            select @tenant, @campaign, @account, b.ref_id, b.state, b.leased_until, @now from unnest(@refs, @states, @leases) as b (ref_id, state, leased_until)
            on conflict (tenant_id, campaign_id, account_id, ref_id) do update
            set state = excluded.state, leased_until = excluded.leased_until, updated_at = excluded.updated_at
            """,
            new
            {
                tenant = db.TenantId, campaign, account, now,
                refs = batch.Select(b => b.RefId).ToArray(), states = batch.Select(b => b.State).ToArray(), leases = batch.Select(b => b.LeasedUntil).ToArray(),
            }, ct);
        if (cap is not { } limit) return;
        var used = await db.Scalar<long>(
            """
            select count(*) from cap_reservations
            where campaign_id = @campaign and account_id = @account
              and (state = 'committed' or (state = 'reserved' and (leased_until is null or leased_until > @now)))
            """, new { campaign, account, now }, ct);
        if (used > limit) throw new InvalidOperationException($"The cap of {limit} would be exceeded: another activation counts too.");
    }
}
