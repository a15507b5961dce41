using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Grains.Dialer;

namespace Pivotal.EngineWorker;

[Alias("Pivotal.EngineWorker.IdleAgent")]
public interface IIdleAgentGrain : IGrainWithStringKey
{
    [Alias("SignOn")] Task SignOn();
}

/// <summary>
/// An available agent nobody calls, without the database: the services, the state and the one timer that the product's agent
/// grain has. Its timer is slower, so that a hundred thousand of them leave the machine alone.
/// </summary>
public sealed class IdleAgentGrain(TimeProvider time, ILogger<IdleAgentGrain> log) : Grain, IIdleAgentGrain
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private AgentDesk? _desk;
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _desk = new AgentDesk(time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task SignOn()
    {
        _timer ??= this.RegisterGrainTimer(_ => Tick(), new GrainTimerCreationOptions(Hour, Hour) { KeepAlive = true });
        return Task.CompletedTask;
    }

    private Task Tick()
    {
        if (_desk!.State.OnWrapUpOver(time.GetUtcNow()) != AgentDuty.None) log.LogDebug("Wrap-up is over.");
        return Task.CompletedTask;
    }
}
