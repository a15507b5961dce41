using System.Security.Cryptography;

namespace Pivotal.Simulator.Crypto;

/// <summary>One Ed25519 key pair. It lives as long as the process, so the native key is not freed.</summary>
public sealed class Ed25519Signer
{
    private const int SeedBytes = 32;
    private const int SignatureBytes = 64;
    private readonly nint _key;

    public Ed25519Signer(byte[] seed)
    {
        if (seed.Length != SeedBytes)
            throw new ArgumentException("an Ed25519 private key has 32 bytes", nameof(seed));
        _key = LibCrypto.EVP_PKEY_new_raw_private_key(LibCrypto.Ed25519, 0, seed, SeedBytes);
        if (_key == 0)
            throw new CryptographicException("libcrypto refused the Ed25519 private key");
        var publicKey = new byte[32];
        nuint length = 32;
        Require(LibCrypto.EVP_PKEY_get_raw_public_key(_key, publicKey, ref length));
        PublicKeyBase64 = Convert.ToBase64String(publicKey);
    }

    public string PublicKeyBase64 { get; }

    public static Ed25519Signer LoadOrCreate(string? folder)
    {
        if (folder is null)
            return new Ed25519Signer(RandomNumberGenerator.GetBytes(SeedBytes));
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "webhook-ed25519.key");
        if (!File.Exists(file))
            Write(file, RandomNumberGenerator.GetBytes(SeedBytes));
        return new Ed25519Signer(Convert.FromBase64String(File.ReadAllText(file)));
    }

    public byte[] Sign(byte[] text)
    {
        var context = LibCrypto.EVP_MD_CTX_new();
        try
        {
            Require(LibCrypto.EVP_DigestSignInit(context, 0, 0, 0, _key));
            var signature = new byte[SignatureBytes];
            nuint length = SignatureBytes;
            Require(LibCrypto.EVP_DigestSign(context, signature, ref length, text, (nuint)text.Length));
            return signature;
        }
        finally
        {
            LibCrypto.EVP_MD_CTX_free(context);
        }
    }

    private static void Write(string file, byte[] seed)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using var writer = new StreamWriter(stream);
        writer.Write(Convert.ToBase64String(seed));
    }

    private static void Require(int result)
    {
        if (result != 1)
            throw new CryptographicException("libcrypto failed to sign with Ed25519");
    }
}
