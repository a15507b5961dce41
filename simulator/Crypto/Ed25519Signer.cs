using System.Security.Cryptography;
using NSec.Cryptography;

namespace Pivotal.Simulator.Crypto;

/// <summary>One Ed25519 key pair (RFC 8032); many threads may sign at once. It lives as long as the process, so the key is not freed.</summary>
public sealed class Ed25519Signer
{
    private static readonly Ed25519 Algorithm = SignatureAlgorithm.Ed25519;
    private readonly Key _key;

    /// <param name="seed">the 32 bytes that RFC 8032 calls the private key</param>
    public Ed25519Signer(byte[] seed)
    {
        if (seed.Length != Algorithm.PrivateKeySize)
            throw new ArgumentException("an Ed25519 private key has 32 bytes", nameof(seed));
        _key = Key.Import(Algorithm, seed, KeyBlobFormat.RawPrivateKey);
        PublicKeyBase64 = Convert.ToBase64String(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    public string PublicKeyBase64 { get; }

    public static Ed25519Signer LoadOrCreate(string? folder)
    {
        if (folder is null)
            return new Ed25519Signer(NewSeed());
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "webhook-ed25519.key");
        if (!File.Exists(file))
            Write(file, NewSeed());
        return new Ed25519Signer(Convert.FromBase64String(File.ReadAllText(file)));
    }

    public byte[] Sign(byte[] text) => Algorithm.Sign(_key, text);

    private static byte[] NewSeed() => RandomNumberGenerator.GetBytes(Algorithm.PrivateKeySize);

    private static void Write(string file, byte[] seed)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using var writer = new StreamWriter(stream);
        writer.Write(Convert.ToBase64String(seed));
    }
}
