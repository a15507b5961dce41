using System.Security.Cryptography;

namespace Pivotal.Data.Telephony.Telnyx;

/// <summary>An Ed25519 public key (RFC 8032) that checks signatures; safe to use from many threads.</summary>
public sealed class Ed25519PublicKey : IDisposable
{
    public const int KeyBytes = 32;
    public const int SignatureBytes = 64;
    private readonly nint _key;

    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
    public Ed25519PublicKey(byte[] key)
    {
        if (key.Length != KeyBytes)
            throw new ArgumentException("an Ed25519 public key has 32 bytes", nameof(key));
        _key = LibCrypto.EVP_PKEY_new_raw_public_key(LibCrypto.Ed25519, 0, key, KeyBytes);
        if (_key == 0)
            throw new CryptographicException("libcrypto refused the Ed25519 public key");
    }

    public bool Verifies(byte[] text, byte[] signature)
    {
        if (signature.Length != SignatureBytes)
            return false;
        var context = LibCrypto.EVP_MD_CTX_new();
        try
        {
            if (LibCrypto.EVP_DigestVerifyInit(context, 0, 0, 0, _key) != 1)
                throw new CryptographicException("libcrypto cannot check Ed25519 signatures");
            // 1 is good, 0 is bad, anything else is an error and therefore not good.
            return LibCrypto.EVP_DigestVerify(context, signature, SignatureBytes, text, (nuint)text.Length) == 1;
        }
        finally
        {
            LibCrypto.EVP_MD_CTX_free(context);
            LibCrypto.ERR_clear_error();
        }
    }

    public void Dispose()
    {
        LibCrypto.EVP_PKEY_free(_key);
        GC.SuppressFinalize(this);
    }
}
