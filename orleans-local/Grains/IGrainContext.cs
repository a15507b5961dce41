namespace Orleans.Runtime;

/// <summary>The engine's side of one activation.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    GrainId GrainId { get; }

    GrainReference GrainReference { get; }

    /// <summary>The grain object; null until it is constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>The service scope that lives as long as the activation.</summary>
    IServiceProvider ActivationServices { get; }

    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Completes when the activation is gone. Awaiting it inside the same grain never ends.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation once the calls that already run are done.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
