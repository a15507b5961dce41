using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Pivotal.Hosting.Start;

namespace Pivotal.Bench.Decide;

/// <summary>A silo as the packages bring it, in this process: no filter, no limit, no service of the product.</summary>
internal sealed class BareSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private BareSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<BareSilo> Start(CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0, serviceId: "bare", clusterId: "bare"));
        var host = builder.Build();
        await host.StartAsync(cancel);
        return new BareSilo(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
