using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Pivotal.ScaleWorker;

/// <summary>A silo with nothing of the product but its queue's decisions.</summary>
internal sealed class WorkerSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private WorkerSilo(IHost host) => _host = host;

    /// <param name="port">of this silo</param>
    /// <param name="first">port of the silo through which the group finds itself; the same for one silo alone</param>
    public static async Task<WorkerSilo> Start(int port, int first)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(port, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, first)));
        var host = builder.Build();
        await host.StartAsync();
        return new WorkerSilo(host);
    }

    /// <summary>Decisions per second of this silo's own queues.</summary>
    public Task<double> Decide(int queues, TimeSpan during, bool perProcessorSecond) =>
        new Decisions(new TestGrains(_host.Services.GetRequiredService<IGrainFactory>())).Rate(queues, during, perProcessorSecond);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
