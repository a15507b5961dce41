using System.Globalization;
using System.Text;
using NSec.Cryptography;

namespace Pivotal.Api.Telephony.Telnyx;

/// <summary>
/// Checks that a webhook comes from Telnyx and is fresh; safe to use from many threads. Signed with Ed25519 (RFC 8032) is the text <c>timestamp|body</c>;
/// the signature (base64 of 64 bytes) and the timestamp (unix seconds) are in the headers named here. A replay within the five minutes passes: the inbox
/// stops it by event id.
/// </summary>
public sealed class TelnyxSignature
{
    public const string SignatureHeader = "telnyx-signature-ed25519";
    public const string TimestampHeader = "telnyx-timestamp";

    /// <summary>How far the timestamp may be from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private static readonly Ed25519 Algorithm = SignatureAlgorithm.Ed25519;
    private readonly PublicKey _key;

    /// <param name="publicKey">base64 of 32 bytes, as the provider's portal shows it</param>
    /// <exception cref="ArgumentException">Not base64 of 32 bytes, or 32 bytes that are no point of the curve.</exception>
    public TelnyxSignature(string publicKey)
    {
        var bytes =
            Decode(publicKey.Trim(), Algorithm.PublicKeySize)
            ?? throw new ArgumentException("the Telnyx public key is not base64 of 32 bytes", nameof(publicKey));
        _key =
            PublicKey.TryImport(Algorithm, bytes, KeyBlobFormat.RawPublicKey, out var key) && key is not null
                ? key
                : throw new ArgumentException("the Telnyx public key is no Ed25519 key", nameof(publicKey));
    }

    public bool Verify(string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        if (timestamp is null || signature is null || !IsFresh(timestamp, now))
            return false;
        if (Decode(signature, Algorithm.SignatureSize) is not { } bytes)
            return false;
        var prefix = timestamp.Length + 1;
        var text = new byte[prefix + body.Length];
        Encoding.ASCII.GetBytes(timestamp, text);
        text[prefix - 1] = (byte)'|';
        body.CopyTo(text.AsSpan(prefix));
        return Algorithm.Verify(_key, text, bytes);
    }

    private static bool IsFresh(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= 253_402_300_799
        && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance;

    // Strict: blanks and stray bits behind the last byte, which the decoder lets pass, would give one signature many spellings.
    private static byte[]? Decode(string base64, int length)
    {
        var bytes = new byte[length + 3];
        return
            Convert.TryFromBase64String(base64, bytes, out var written)
            && written == length
            && Convert.ToBase64String(bytes, 0, length) == base64
            ? bytes[..length]
            : null;
    }
}
