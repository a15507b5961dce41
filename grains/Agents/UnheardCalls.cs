using Microsoft.Extensions.Logging;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Calls;

namespace Pivotal.Grains.Agents;

/// <summary>Calls whose rows know more than this activation was told: one that an activation before it accepted, one whose end was told to another.</summary>
internal sealed class UnheardCalls(
    IAgentRows rows,
    GrainKey key,
    AgentState state,
    AgentMoves moves,
    DateTimeOffset activatedAt,
    TimeProvider time,
    ILogger log
)
{
    /// <summary>A row is written a moment behind what happened: between these two, after the activation, it tells the truth about a call of before.</summary>
    private static readonly TimeSpan StrayFirst = TimeSpan.FromMilliseconds(500),
        StrayLimit = TimeSpan.FromSeconds(5);

    /// <summary>How often an agent's grain asks of the call it has, in case nobody could tell it of its end.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(10);

    /// <summary>Calls that this activation has had in that time.</summary>
    private readonly HashSet<Guid> _met = [];

    private DateTimeOffset _nextAsk;

    private DateTimeOffset Now => time.GetUtcNow();

    public void OnOffered(Guid callId)
    {
        if (Now <= activatedAt + StrayLimit)
            _met.Add(callId);
    }

    /// <summary>
    /// While a silo leaves, an activation there may have accepted a call that neither the agent's row nor the call's named when this one read them: the call's row follows a moment later. Somebody talks
    /// with the agent then, so he is not free.
    /// </summary>
    public async Task TakeStray()
    {
        if (Now < activatedAt + StrayFirst || Now > activatedAt + StrayLimit || state.Status != AgentStatus.Available)
            return;
        if (await rows.Stray(activatedAt, _met) is not var (card, ended) || !state.Offer(card, Now))
            return;
        _met.Add(card.CallId);
        AgentsLog.StrayTaken(log, key.Id, card.CallId);
        var duty = ended
            ? state.OnCallEnded(card.CallId, Outcome.Connected, card.EndedAt ?? Now, state.WrapUpSeconds, Now) ?? AgentDuty.None
            : AgentDuty.None;
        await moves.Happened(duty == AgentDuty.None ? AgentDuty.Withdraw : duty);
    }

    /// <summary>A call tells its end to the activation that it finds; the one that counts may be another, and its agent would wait for ever.</summary>
    public async Task KnowEnd()
    {
        if (state is not { Status: AgentStatus.OnCall, Call: { } call })
        {
            _nextAsk = Now + AskEvery;
            return;
        }

        if (Now < _nextAsk)
            return;
        _nextAsk = Now + AskEvery;
        if (await rows.Ended(call.CallId) is not { } end)
            return;
        if (state.OnCallEnded(call.CallId, end.Outcome, end.At, state.WrapUpSeconds, Now) is { } duty)
            await moves.Happened(duty);
    }
}
