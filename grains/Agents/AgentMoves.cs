using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>
/// In which order an agent moves. What somebody asks for is decided, stored, and only then seen by anybody (<see cref="Ask"/>). What has happened already, as a call offered or a leg lost, is in memory at once
/// and stored right after (<see cref="Happened"/>).
/// </summary>
/// <param name="wake">what is left is done by the clock, now</param>
internal sealed class AgentMoves(AgentState state, AgentStore store, Desk desk, Availability availability, Action wake)
{
    /// <summary>
    /// Decided on a copy, stored, then done to the state as it is by then: a call may have been offered meanwhile, and whoever asked for a break has it after that call.
    /// Where it cannot be stored nothing of it has happened.
    /// </summary>
    /// <param name="change">a null duty: nothing changes</param>
    /// <param name="note">of a line in the log though the status stays</param>
    public async Task<Refusal?> Ask(
        Func<AgentState, (Refusal? Refusal, AgentDuty? Duty)> change,
        Guid? supervisor = null,
        string? note = null
    )
    {
        var next = state.Copy();
        var (refusal, decided) = change(next);
        if (refusal is not null || decided is null)
            return refusal;
        await store.Ahead(next, supervisor, note);
        var (late, duty) = change(state);
        store.OnDone(refused: late is not null);
        await desk.Tell();
        await availability.Say(duty ?? AgentDuty.None);
        wake();
        return late;
    }

    /// <summary>Tell the desk, tell the queue, store a moment later.</summary>
    public async Task Happened(AgentDuty duty)
    {
        store.OnMoved();
        await desk.Tell();
        await availability.Say(duty);
        wake();
    }
}
