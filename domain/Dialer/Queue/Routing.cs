using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Who waits on the line, and who gets whom. A call that was dialled for somebody is for nobody else.</summary>
internal sealed class Routing(
    QueueTerms terms,
    Roster roster,
    CallsInFlight calls,
    AgentPreviews previews,
    AnswerCount answers,
    PredictivePacer pacer
)
{
    /// <summary>People on the line who have nobody yet, longest waiting first.</summary>
    private readonly List<Guid> _waiting = [];

    private readonly Dictionary<Guid, long> _turns = [];
    private long _turn;

    public int WaitingForAnybody => _waiting.Count(call => calls.Find(call)?.ForAgent is null);

    /// <summary>Who has waited longest for an agent now that one is free; null when nobody waits or nobody is free.</summary>
    public Guid? Next
    {
        get
        {
            var free = roster.FreeForOutbound > 0;
            foreach (var waiting in _waiting)
                if (
                    calls.Find(waiting)?.ForAgent is { } agent
                        ? previews.RingsFor(agent, waiting) && roster.FindHeld(agent) is not null
                        : free
                )
                    return waiting;
            return null;
        }
    }

    public bool Waits(Guid callId) => _waiting.Contains(callId);

    /// <summary>A person is on the line. The same call asked again gets the same answer.</summary>
    public RouteDecision Route(Guid callId, DateTimeOffset now)
    {
        var call = calls.Find(callId);
        var why = call?.ForAgent is null ? terms.Settings.Rules.Agents.Choice : "own_preview";
        if (call?.AgentId is { } agentId)
            return new(agentId, call.AgentLegId, why);
        pacer.OnAnswered(callId, now);
        if (Choose(callId, call) is not { } chosen)
        {
            if (!_waiting.Contains(callId))
                _waiting.Add(callId);
            return new(null, null, call?.ForAgent is null ? "nobody_free" : "agent_left");
        }

        _waiting.Remove(callId);
        roster.OnGiven(chosen);
        previews.OnRouted(chosen.AgentId);
        _turns[chosen.AgentId] = ++_turn;
        // A call that is not in the books never leaves them either.
        pacer.OnConnected(chosen.AgentId, now, counts: call is null || answers.OnConnected(callId));
        calls.Change(
            callId,
            call => call with { Status = CallStatus.Bridged, Since = now, AgentId = chosen.AgentId, AgentLegId = chosen.AgentLegId }
        );
        return new(chosen.AgentId, chosen.AgentLegId, why);
    }

    /// <summary>The chosen agent had just left. The next one, longest idle first.</summary>
    public RouteDecision Again(Guid callId, Guid agentId, DateTimeOffset now)
    {
        roster.OnMissed(agentId);
        pacer.OnAgentGone(agentId);
        calls.Change(
            callId,
            call => call.AgentId == agentId ? call with { Status = CallStatus.Answered, AgentId = null, AgentLegId = null } : call
        );
        return Route(callId, now);
    }

    /// <summary>Nobody became free in time: the call is abandoned.</summary>
    public void OnWaitOver(Guid callId)
    {
        if (!_waiting.Remove(callId))
            return;
        calls.Change(callId, call => call with { GivenUp = true });
        answers.OnAbandoned(callId);
    }

    /// <summary>The person has hung up.</summary>
    public void OnLeft(Guid callId)
    {
        _waiting.Remove(callId);
        answers.OnLeft(callId);
    }

    private IdleAgent? Choose(Guid callId, InFlightCall? call) =>
        call?.ForAgent is { } agent ? (previews.RingsFor(agent, callId) ? roster.FindHeld(agent) : null)
        : roster.FreeForOutbound == 0 ? null
        : AgentChoice.Choose(terms.Settings.Rules.Agents.Choice, roster.Free, _turns, () => AgentDraw.Of(terms.Settings.Id, callId));
}
