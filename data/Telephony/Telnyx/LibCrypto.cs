using System.Reflection;
using System.Runtime.InteropServices;

namespace Pivotal.Data.Telephony.Telnyx;

/// <summary>The few OpenSSL 3 calls that check an Ed25519 signature; the base class library of .NET 10 has no public type for it.</summary>
internal static class LibCrypto
{
    private const string Library = "pivotal-libcrypto";

    /// <summary>NID of Ed25519 in OpenSSL (obj_mac.h).</summary>
    public const int Ed25519 = 1087;

    // The versioned name first: it is what a runtime image has; the plain one comes with the development package.
    private static readonly string[] FileNames =
        ["libcrypto.so.3", "libcrypto.so", "libcrypto.3.dylib", "libcrypto.dylib", "libcrypto-3-x64.dll"];

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);

    [DllImport(Library)]
    public static extern nint EVP_PKEY_new_raw_public_key(int type, nint engine, byte[] key, nuint length);

    [DllImport(Library)]
    public static extern void EVP_PKEY_free(nint key);

    [DllImport(Library)]
    public static extern nint EVP_MD_CTX_new();

    [DllImport(Library)]
    public static extern void EVP_MD_CTX_free(nint context);

    [DllImport(Library)]
    public static extern int EVP_DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [DllImport(Library)]
    public static extern int EVP_DigestVerify(nint context, byte[] signature, nuint signatureLength, byte[] text, nuint textLength);

    // A failed check leaves its reason on the thread's error queue, where it would confuse the runtime's own use of OpenSSL.
    [DllImport(Library)]
    public static extern void ERR_clear_error();

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (var file in FileNames)
            if (NativeLibrary.TryLoad(file, out var handle))
                return handle;
        throw new DllNotFoundException("OpenSSL's libcrypto (version 3) is needed to check webhook signatures and was not found.");
    }
}
