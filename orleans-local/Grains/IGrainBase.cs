using Orleans.Runtime;

namespace Orleans;

/// <summary>What the engine needs of a grain class; <see cref="Grain"/> implements it, a class of another base may.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call, after the state is read. A failure fails the calls that wait.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call. A crash skips it, so nothing may depend on it.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
