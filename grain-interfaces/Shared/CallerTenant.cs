using System.Text;
using Orleans.Runtime;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>
/// The tenant a grain call is made for, carried in <see cref="RequestContext"/>: set by the API from the principal. Where a tenant's grain calls another, the caller's own key says it instead.
/// It is never the authority by itself; the receiving side compares it with the key.
/// </summary>
public static class CallerTenant
{
    public const string Key = "tenant";

    public static void Set(Guid tenant) => RequestContext.Set(Key, tenant.ToString("N"));

    /// <summary>Null when the call carries none, or something that is no tenant.</summary>
    public static Guid? Get() => RequestContext.Get(Key) is string text && Guid.TryParseExact(text, "N", out var tenant) ? tenant : null;

    /// <summary>Whether the call carries this tenant.</summary>
    /// <param name="digits">its 32 hexadecimal digits, as a grain's key begins with them</param>
    public static bool Is(ReadOnlySpan<byte> digits) => RequestContext.Get(Key) is string text && Ascii.EqualsIgnoreCase(digits, text);

    /// <summary>From here on the calls are made for this tenant.</summary>
    /// <param name="digits">its 32 hexadecimal digits, as a grain's key begins with them</param>
    public static void Become(ReadOnlySpan<byte> digits)
    {
        if (!Is(digits))
            RequestContext.Set(Key, Encoding.ASCII.GetString(digits));
    }
}
