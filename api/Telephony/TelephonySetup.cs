using Pivotal.Api.Telephony.Telnyx;
using Pivotal.Data.Telephony;

namespace Pivotal.Api.Telephony;

internal static class TelephonySetup
{
    /// <summary>Without a key, as in an installation without telephony, no webhook is believed.</summary>
    public static void AddTelephony(this IServiceCollection services)
    {
        services.AddCarrierInbox();
        services.AddSingleton<CarrierIntake>();
        services.AddSingleton(provider => new WebhookKey(
            provider.GetRequiredService<IConfiguration>()["PIVOTAL_TELNYX_PUBLIC_KEY"] is { Length: > 0 } key
                ? new TelnyxSignature(key)
                : null
        ));
    }
}

internal sealed record WebhookKey(TelnyxSignature? Signature);
