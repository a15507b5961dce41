using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pivotal.Data.Telephony.Telnyx;

namespace Pivotal.Grains.Telephony.Telnyx;

public static class TelnyxSetup
{
    /// <summary>Registers Telnyx, or the simulator that stands for it, as the carrier. Settings are read when the carrier is first used.</summary>
    public static IServiceCollection AddTelnyxCarrier(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => TelnyxOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(provider => DialLimit.From(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<TelnyxClient>();
        services.TryAddSingleton<ICarrier>(provider => provider.GetRequiredService<IConfiguration>()["PIVOTAL_TELNYX_BASE"] is { Length: > 0 }
            ? provider.GetRequiredService<TelnyxClient>()
            : new NoCarrier());
        return services;
    }
}
