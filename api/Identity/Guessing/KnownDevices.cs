using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Pivotal.Data.Identity;
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
        await KnownDeviceRows.Seen(session, user, Hash(token), now, ct);
        await KnownDeviceRows.Keep(session, user, now - Lifetime, MostPerUser, ct);
        return token;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
