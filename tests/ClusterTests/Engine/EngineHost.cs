using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Pivotal.Data.Shared;

namespace Pivotal.ClusterTests.Engine;

/// <summary>A silo of its own for one test. Works on either engine: it uses official API only.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineHost(IHost host) => _host = host;

    public IClusterClient Grains => _host.Services.GetRequiredService<IClusterClient>();

    public Journal Journal => _host.Services.GetRequiredService<Journal>();

    public IServiceProvider Services => _host.Services;

    public static async Task<EngineHost> StartAsync(Action<ISiloBuilder>? configure = null, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.TryAddSingleton<Journal>();
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
            // The official engine takes the clock of each of its parts by key: grains and reminders live by the test's, its own housekeeping does not.
            builder.Services.AddKeyedSingleton("Orleans.Grains", time);
            builder.Services.AddKeyedSingleton("Orleans.Reminders", time);
            builder.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        }

        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0);
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new EngineHost(host);
    }

#pragma warning disable RS0030 // Test grains have plain keys; the typed helpers are for the product's.
    public T Grain<T>(string key) where T : IGrainWithStringKey => Grains.GetGrain<T>(key);
#pragma warning restore RS0030

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
