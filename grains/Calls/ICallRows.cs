using Pivotal.Domain.Calls;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Compliance;

namespace Pivotal.Grains.Calls;

/// <summary>What a call reads and writes of the rows, each in one transaction. A port, because the fault model (tests/faults) keeps them in memory.</summary>
internal interface ICallRows
{
    /// <summary>Takes the fence and reads what an activation without memory of the call has to know. Null: there is no such call.</summary>
    Task<(AttemptFound Row, CallCard? Card)?> Take(GrainKey call, DateTimeOffset now);

    /// <inheritdoc cref="AttemptRow.Store"/>
    Task<AttemptsStored> Store(
        Guid tenant,
        IReadOnlyList<AttemptSnapshot> rows,
        IReadOnlyList<HandledEvent> events,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <inheritdoc cref="OptOutRows.Store"/>
    Task<DoNotCall?> OptOut(GrainKey call, DateTimeOffset at, DateTimeOffset now);

    /// <inheritdoc cref="AttemptRow.Lines"/>
    Task<CallLines> Lines(Guid tenant, Guid? agent, Guid campaign);

    /// <summary>Who listens to the call, so that a new activation can end his leg with it.</summary>
    Task KeepSupervisor(GrainKey call, long epoch, SupervisedBy? supervisor);
}

/// <summary>Who listens to a call, in which role and on which leg.</summary>
internal sealed record SupervisedBy(Guid By, string Role, string? LegId);
