using Pivotal.Data.Telephony;
using Pivotal.Data.Telephony.Telnyx;

namespace Pivotal.Api.Telephony;

internal static class TelephonySetup
{
    /// <summary>The webhook's key is read when the first webhook comes, so that an installation without telephony starts too.</summary>
    public static void AddTelephony(this IServiceCollection services)
    {
        services.AddCarrierInbox();
        services.AddSingleton(provider => new TelnyxSignature(provider.GetRequiredService<IConfiguration>()["PIVOTAL_TELNYX_PUBLIC_KEY"]
            ?? throw new InvalidOperationException("PIVOTAL_TELNYX_PUBLIC_KEY is not set.")));
    }
}
