namespace Pivotal.Grains.Tenancy;

/// <summary>One of the things done for every tenant now and then. Twice at once must do no harm: during the loss of a silo two of them may run.</summary>
public interface ITenantChore
{
    /// <summary>Under this name its last run is stored.</summary>
    string Name { get; }

    /// <summary>From one run to the next. One that is rarer than a quarter of an hour is due again by its last run, whatever was restarted meanwhile.</summary>
    TimeSpan Every { get; }

    /// <summary>What it throws is logged, and its next time comes all the same.</summary>
    Task Run(Guid tenant, CancellationToken ct);
}
