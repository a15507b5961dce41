using Orleans;
using Orleans.Runtime;

namespace Pivotal.EngineWorker;

[Alias("Pivotal.EngineWorker.Empty")]
public interface IEmptyGrain : IGrainWithStringKey
{
    /// <summary>A call that does nothing: what is measured is the engine.</summary>
    [Alias("Nothing")] Task Nothing();

    [Alias("Leave")] Task Leave();
}

public sealed class EmptyGrain : Grain, IEmptyGrain
{
    private static int _alive;

    /// <summary>Activations of this process.</summary>
    public static int Alive => Volatile.Read(ref _alive);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _alive);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _alive);
        return Task.CompletedTask;
    }

    public Task Nothing() => Task.CompletedTask;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
