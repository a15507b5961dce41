using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pivotal.Api.Identity;

/// <summary>
/// A secret that names its tenant: <c>{tenant:N}.{256 bits, base64url}</c>. Session cookies and setup links have this form; the database keeps only <see cref="Hash"/>.
/// </summary>
internal sealed record SessionToken(Guid Tenant, string Secret)
{
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>What the browser must repeat in X-Pivotal-CSRF: derived from the session's secret, so it lives and dies with the session.</summary>
    public string Csrf => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), "pivotal-csrf"u8));

    public static SessionToken New(Guid tenant) => new(tenant, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static SessionToken? Parse(string? text) =>
        text is { Length: 76 } && text[32] == '.' && Guid.TryParseExact(text.AsSpan(0, 32), "N", out var tenant) && tenant != Guid.Empty
            ? new SessionToken(tenant, text[33..])
            : null;

    public override string ToString() => $"{Tenant:N}.{Secret}";
}
