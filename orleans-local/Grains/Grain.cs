using Orleans.Local;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The usual base of a grain class. One instance exists per identity; its code runs one turn at a time and every
/// <c>await</c> continues on the grain's own scheduler.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation _activation;

    protected Grain() => _activation = Activation.UnderConstruction
        ?? throw new InvalidOperationException($"{GetType().Name} was created by hand; grains come from an IGrainFactory.");

    public IGrainContext GrainContext => _activation;

    public GrainReference GrainReference => _activation.GrainReference;

    public string IdentityString => _activation.GrainId.ToString();

    protected IGrainFactory GrainFactory => _activation.Silo.Factory;

    protected internal IServiceProvider ServiceProvider => _activation.ActivationServices;

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation after the current call; calls that wait go to the next activation.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the activation in memory for at least this long, whatever the idle limit says.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => _activation.KeepAliveFor(timeSpan);
}
