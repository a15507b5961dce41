using Pivotal.Data.Shared;

namespace Pivotal.Data.Identity;

/// <summary>All that writes <c>known_devices</c>.</summary>
public static class KnownDeviceRows
{
    /// <summary>The browser was used now.</summary>
    public static Task Seen(TenantSession session, Guid user, byte[] tokenHash, DateTimeOffset now, CancellationToken ct) =>
        session.Execute(
            """
            insert into known_devices (tenant_id, user_id, token_hash, seen_at) values (@tenant, @user, @tokenHash, @now)
            on conflict (tenant_id, user_id, token_hash) do update set seen_at = excluded.seen_at
            """,
            new
            {
                tenant = session.TenantId,
                user,
                tokenHash,
                now,
            },
            ct
        );

    /// <summary>Forgets those not seen since then, and of the others all but the latest.</summary>
    public static Task Keep(TenantSession session, Guid user, DateTimeOffset since, int most, CancellationToken ct) =>
        session.Execute(
            """
            delete from known_devices d
            where d.user_id = @user and (d.seen_at < @since or d.token_hash not in (select k.token_hash from known_devices k where k.user_id = @user order by k.seen_at desc limit @most))
            """,
            new
            {
                user,
                since,
                most,
            },
            ct
        );

    public static Task Forget(TenantSession session, Guid user, CancellationToken ct) =>
        session.Execute("delete from known_devices where user_id = @user", new { user }, ct);
}
