using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pivotal.Grains.Dialer.Queue;
using Pivotal.Grains.Tenancy;

namespace Pivotal.Grains.Dialer;

public static class DialerSetup
{
    /// <summary>What the grains of queues need beside the database and a carrier.</summary>
    public static IServiceCollection AddDialer(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new QueueWorkOptions());
        services.AddSingleton<ITenantChore, ForgottenRows>();
        return services;
    }
}
