using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Pivotal.Data.Telephony;

public static class CarrierInboxSetup
{
    /// <summary>Both halves need it, the webhook endpoint and the grains; in one process they share it.</summary>
    public static IServiceCollection AddCarrierInbox(this IServiceCollection services)
    {
        services.TryAddSingleton<CarrierInbox>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, CarrierInbox>(provider => provider.GetRequiredService<CarrierInbox>())
        );
        return services;
    }
}
