using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pivotal.Data.Telephony;
using Pivotal.Grains.Telephony;
using Pivotal.Grains.Tenancy;

namespace Pivotal.Grains.Dialer;

public static class DialerSetup
{
    /// <summary>What the dialer's and the telephony's grains need beside the database and a carrier.</summary>
    public static IServiceCollection AddDialer(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new CallWatchOptions());
        services.TryAddSingleton(new QueueWorkOptions());
        services.AddCarrierInbox();
        services.AddSingleton<AttemptWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<AttemptWriter>());
        services.AddSingleton<ITenantChore, InboxSweeper>();
        services.AddSingleton<ITenantChore, OldCallRemover>();
        services.AddSingleton<ITenantChore, ForgottenRows>();
        return services;
    }
}
