using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Grains.Agents;

/// <summary>What one agent's grain reads and writes of the rows, each in one transaction. A port, because the fault model (tests/faults) keeps them in memory.</summary>
internal interface IAgentRows
{
    /// <summary>Takes the fence and reads all that an activation has to know. Null: there is no such user.</summary>
    /// <param name="dayIn">when the day began on the clock of this zone</param>
    Task<(AgentFound Row, CallCard? Card, AgentDay Today)?> Take(
        Func<string, DateTimeOffset> dayIn,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <inheritdoc cref="AgentStateRows.Today"/>
    Task<AgentDay> Today(DateTimeOffset dayStart);

    /// <summary>The campaign he is assigned to.</summary>
    Task<AgentCampaign?> Campaign();

    /// <summary>What a user is called.</summary>
    Task<string?> NameOf(Guid user);

    /// <inheritdoc cref="AgentStateRows.MayWork"/>
    Task<bool> MayWork(DateTimeOffset now);

    /// <inheritdoc cref="PauseRows.Allows"/>
    Task<bool> AllowsPause(string? code);

    /// <inheritdoc cref="PauseRows.Find"/>
    Task<PauseInUse?> Pause(string code, DateTimeOffset since, DateTimeOffset dayStart);

    /// <summary>The history says that he passed over this contact, and why.</summary>
    Task NoteSkipped(Guid contact, Guid campaign, string reason, DateTimeOffset now);

    /// <inheritdoc cref="AgentStateRows.Stray"/>
    Task<(CallCard Card, bool Ended)?> Stray(DateTimeOffset since, IEnumerable<Guid> met);

    /// <inheritdoc cref="AgentStateRows.Ended"/>
    Task<CallEnd?> Ended(Guid call);

    /// <inheritdoc cref="AgentStateRows.Store"/>
    /// <param name="forcedBy">the supervisor who asked for it, for the history</param>
    Task Store(AgentState agent, long epoch, IReadOnlyList<AgentLogLine> lines, Guid? forcedBy, DateTimeOffset now);

    /// <summary>Nothing is written.</summary>
    /// <exception cref="GrainInterfaces.Shared.FenceLostException">Another activation has taken the row.</exception>
    Task HoldFence(long epoch);

    /// <inheritdoc cref="DispositionRows.Find"/>
    Task<DisposedAttempt?> FindDisposed(Guid call);

    /// <inheritdoc cref="DispositionRows.Store"/>
    /// <exception cref="GrainInterfaces.Shared.FenceLostException">Another activation has taken the row.</exception>
    Task<DispositionEffect?> Dispose(DisposeCall request, DisposedAttempt attempt, long epoch, DateTimeOffset now);
}
