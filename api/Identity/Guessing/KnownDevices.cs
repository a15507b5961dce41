using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Identity.Guessing;

/// <summary>
/// A browser in which somebody has signed in keeps a random token for half a year. It signs nobody in; it only sets the owner's attempts apart from those of strangers. Another password or address forgets
/// all of them.
/// </summary>
internal sealed class KnownDevices(TenantDb db, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);
    private const int MostPerUser = 20;

    /// <summary>The browser's token; null when it has none, or something that is none.</summary>
    public static string? Of(HttpRequest request) =>
        SessionCookie.Device(request) is { Length: 43 } token && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? token
            : null;

    public Task<bool> Knows(Guid tenant, Guid user, string device, CancellationToken ct) =>
        db.InTenant(
            tenant,
            (s, inner) =>
                s.Scalar<bool>(
                    "select exists (select 1 from known_devices where user_id = @user and token_hash = @hash and seen_at > @since)",
                    new
                    {
                        user,
                        hash = Hash(device),
                        since = time.GetUtcNow() - Lifetime,
                    },
                    inner
                ),
            ct
        );

    /// <summary>In the transaction of the sign-in. The token to keep in the browser.</summary>
    public async Task<string> Remember(TenantSession session, Guid user, string? device, CancellationToken ct)
    {
        var (token, now) = (device ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow());
        await session.Execute(
            """
            insert into known_devices (tenant_id, user_id, token_hash, seen_at) values (@tenant, @user, @hash, @now)
            on conflict (tenant_id, user_id, token_hash) do update set seen_at = excluded.seen_at
            """,
            new
            {
                tenant = session.TenantId,
                user,
                hash = Hash(token),
                now,
            },
            ct
        );
        await session.Execute(
            """
            delete from known_devices d
            where d.user_id = @user and (d.seen_at < @since or d.token_hash not in (select k.token_hash from known_devices k where k.user_id = @user order by k.seen_at desc limit @most))
            """,
            new
            {
                user,
                since = now - Lifetime,
                most = MostPerUser,
            },
            ct
        );
        return token;
    }

    public static Task Forget(TenantSession session, Guid user, CancellationToken ct) =>
        session.Execute("delete from known_devices where user_id = @user", new { user }, ct);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
