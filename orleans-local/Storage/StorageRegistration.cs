using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Local;

internal static class StorageRegistration
{
    /// <summary>Registers a storage under its name, and also without one when it is the default.</summary>
    public static void AddGrainStorage(this IServiceCollection services, string name, Func<IServiceProvider, IGrainStorage> create)
    {
        services.AddKeyedSingleton(name, (provider, _) => create(provider));
        if (name == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
        {
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(name));
        }
    }
}
