using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.Local;

internal sealed class SiloBuilder : ISiloBuilder
{
    public SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton<EngineLog>();
        services.TryAddSingleton(new SingletonServices(services));
        services.TryAddSingleton<LocalSilo>();
        services.TryAddSingleton<IClusterClient>(s => s.GetRequiredService<LocalSilo>().Factory);
        services.TryAddSingleton<IGrainFactory>(s => s.GetRequiredService<LocalSilo>().Factory);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SiloService>());
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }
}
