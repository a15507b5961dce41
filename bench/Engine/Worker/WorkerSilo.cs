using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Pivotal.EngineWorker.Measurements;

namespace Pivotal.EngineWorker;

/// <summary>A silo of whichever engine this was built with, and what can be measured in it.</summary>
internal sealed class WorkerSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Dictionary<string, Func<int[], Task<double>>> _measurements;

    private WorkerSilo(IHost host)
    {
        _host = host;
        var grains = new TestGrains(host.Services.GetRequiredService<IGrainFactory>());
        var calls = new Calls(grains);
        var freshKeys = new FreshKeys(grains);
        var ticks = new Ticks(grains);
        var idleAgents = new IdleAgents(grains);
        _measurements = new()
        {
            ["hot"] = n => calls.ToOne(callers: n[0], perCaller: n[1]),
            ["many"] = n => calls.ToMany(grainCount: n[0], callers: n[1], perCaller: n[2]),
            ["fresh"] = n => freshKeys.Activate(count: n[0], callers: n[1]),
            ["tick"] = n => ticks.Cost(grainCount: n[0], periodMilliseconds: n[1], TimeSpan.FromMilliseconds(n[2])),
            ["memory"] = n => idleAgents.BytesBeyondState(n[0]),
            ["decide"] = n => SiloGroup.Decide(grains, queues: n[0], TimeSpan.FromMilliseconds(n[1]), perProcessorSecond: n[2] == 1),
        };
    }

    /// <param name="args">nothing, or port and first silo's port of a group of silos</param>
    public static async Task<WorkerSilo> Start(string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleans(silo => SiloGroup.Join(silo, args));
        var host = builder.Build();
        await host.StartAsync();
        return new WorkerSilo(host);
    }

    public Task<double> Measure(string what, int[] numbers) =>
        _measurements.TryGetValue(what, out var measure) ? measure(numbers) : throw new ArgumentException($"There is no measurement {what}.", nameof(what));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
