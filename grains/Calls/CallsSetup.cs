using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pivotal.Data.Telephony;
using Pivotal.Grains.Tenancy;

namespace Pivotal.Grains.Calls;

public static class CallsSetup
{
    /// <summary>What the grains of calls need beside the database and a carrier.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new CallWatchOptions());
        services.AddCarrierInbox();
        services.AddSingleton<ICallRows, CallRows>();
        services.AddSingleton<CallTools>();
        services.AddSingleton<AttemptWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<AttemptWriter>());
        services.AddSingleton<ITenantChore, InboxSweeper>();
        services.AddSingleton<ITenantChore, OldCallRemover>();
        return services;
    }
}
