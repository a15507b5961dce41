using Orleans.Runtime;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>
/// The tenant a grain call is made for, carried in <see cref="RequestContext"/>: set by the API from the principal and by grains from their own key.
/// It is never the authority by itself; the receiving side compares it with the key.
/// </summary>
public static class CallerTenant
{
    public const string Key = "tenant";

    public static void Set(Guid tenant) => RequestContext.Set(Key, tenant.ToString("N"));

    /// <summary>Null when the call carries none, or something that is no tenant.</summary>
    public static Guid? Get() => RequestContext.Get(Key) is string text && Guid.TryParseExact(text, "N", out var tenant) ? tenant : null;
}
