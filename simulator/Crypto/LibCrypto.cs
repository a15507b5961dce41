using System.Reflection;
using System.Runtime.InteropServices;

namespace Pivotal.Simulator.Crypto;

/// <summary>The few OpenSSL 3 calls that sign with Ed25519; the base class library of .NET 10 has no public type for it.</summary>
internal static class LibCrypto
{
    private const string Library = "pivotal-libcrypto";

    /// <summary>NID of Ed25519 in OpenSSL (obj_mac.h).</summary>
    public const int Ed25519 = 1087;

    private static readonly string[] FileNames =
        ["libcrypto.so.3", "libcrypto.so", "libcrypto.3.dylib", "libcrypto.dylib", "libcrypto-3-x64.dll"];

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);

    [DllImport(Library)]
    public static extern nint EVP_PKEY_new_raw_private_key(int type, nint engine, byte[] key, nuint length);

    [DllImport(Library)]
    public static extern int EVP_PKEY_get_raw_public_key(nint key, byte[] output, ref nuint length);

    [DllImport(Library)]
    public static extern nint EVP_MD_CTX_new();

    [DllImport(Library)]
    public static extern void EVP_MD_CTX_free(nint context);

    [DllImport(Library)]
    public static extern int EVP_DigestSignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [DllImport(Library)]
    public static extern int EVP_DigestSign(nint context, byte[] signature, ref nuint signatureLength, byte[] text, nuint textLength);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (var file in FileNames)
            if (NativeLibrary.TryLoad(file, out var handle))
                return handle;
        throw new DllNotFoundException("OpenSSL's libcrypto (version 3) is needed to sign webhooks and was not found.");
    }
}
