using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Who is free, who waits on the line, and who gets whom.</summary>
public sealed partial class QueueState
{
    /// <summary>Answered calls that the pace has counted; true: as abandoned. A call that gets another agent, or nobody after all, is still one answer.</summary>
    private readonly Dictionary<Guid, bool> _counted = [];

    public void OnAgentAvailable(IdleAgent agent)
    {
        // A repeat of news older than the call this agent was given since is no news.
        if (_given.TryGetValue(agent.AgentId, out var idleSince) && agent.IdleSince <= idleSince) return;
        _given.Remove(agent.AgentId);
        _inWrapUp.Remove(agent.AgentId);
        _team.Add(agent.AgentId);
        if (!HeldBack(agent)) _free[agent.AgentId] = agent;
        _pacer.OnAgentFree(agent.AgentId, agent.IdleSince);
    }

    public void OnAgentUnavailable(Guid agentId)
    {
        _free.Remove(agentId);
        _inWrapUp.Remove(agentId);
        _team.Remove(agentId);
        _leftInCall.UnionWith(_calls.Values.Where(c => c.AgentId == agentId).Select(c => c.CallId));
        OnHeldAgentGone(agentId);
        _pacer.OnAgentGone(agentId);
    }

    /// <summary>A person is on the line. The same call asked again gets the same answer.</summary>
    public RouteDecision Route(Guid callId, DateTimeOffset now)
    {
        var call = _calls.GetValueOrDefault(callId);
        var why = call?.ForAgent is null ? Settings.Rules.Agents.Choice : "own_preview";
        if (call?.AgentId is { } agentId) return new(agentId, call.AgentLegId, why);
        _pacer.OnAnswered(callId, now);
        if (Choose(callId, call) is not { } chosen)
        {
            if (!_waiting.Contains(callId)) _waiting.Add(callId);
            return new(null, null, call?.ForAgent is null ? "nobody_free" : "agent_left");
        }

        _waiting.Remove(callId);
        _free.Remove(chosen.AgentId);
        _held.Remove(chosen.AgentId);
        _dialledFor.Remove(chosen.AgentId);
        _turns[chosen.AgentId] = ++_turn;
        // A call that is not in the books never leaves them either.
        _pacer.OnConnected(chosen.AgentId, now, counts: call is null || _counted.TryAdd(callId, false));
        _given[chosen.AgentId] = chosen.IdleSince;
        Change(callId, call => call with { Status = CallStatus.Bridged, Since = now, AgentId = chosen.AgentId, AgentLegId = chosen.AgentLegId });
        return new(chosen.AgentId, chosen.AgentLegId, why);
    }

    /// <summary>A call that was dialled for somebody is for nobody else.</summary>
    private IdleAgent? Choose(Guid callId, InFlightCall? call) =>
        call?.ForAgent is { } agent ? (RingsFor(agent, callId) ? _held.GetValueOrDefault(agent) : null)
        : FreeForOutbound == 0 ? null
        : AgentChoice.Choose(Settings.Rules.Agents.Choice, _free.Values, _turns, () => AgentDraw.Of(Settings.Id, callId));

    /// <summary>The chosen agent had just left. The next one, longest idle first.</summary>
    public RouteDecision OnRouteFailed(Guid callId, Guid agentId, DateTimeOffset now)
    {
        _given.Remove(agentId);
        _free.Remove(agentId);
        _team.Remove(agentId);
        _pacer.OnAgentGone(agentId);
        Change(callId, call => call.AgentId == agentId ? call with { Status = CallStatus.Answered, AgentId = null, AgentLegId = null } : call);
        return Route(callId, now);
    }

    /// <summary>Who has waited longest for an agent now that one is free; null when nobody waits or nobody is free.</summary>
    public Guid? NextWaiting
    {
        get
        {
            var free = FreeForOutbound > 0;
            foreach (var waiting in _waiting)
                if (_calls.GetValueOrDefault(waiting)?.ForAgent is { } agent ? RingsFor(agent, waiting) && _held.ContainsKey(agent) : free)
                    return waiting;
            return null;
        }
    }

    /// <summary>The rows that the budget was read from have this call among the answered ones.</summary>
    private void OnRecoveredTalk(InFlightCall call, Guid agentId)
    {
        _pacer.OnRecoveredBusy(agentId, call.Since);
        _counted[call.CallId] = call.Late;
    }

    /// <summary>Nobody became free in time: the call is abandoned.</summary>
    public void OnWaitOver(Guid callId)
    {
        if (!_waiting.Remove(callId)) return;
        Change(callId, call => call with { GivenUp = true });
        CountAbandoned(callId);
    }

    /// <summary>Once, and whether or not it was counted as an answer before: who left before he was known to be a person was never routed.</summary>
    private void CountAbandoned(Guid callId)
    {
        if (_counted.TryAdd(callId, true)) _pacer.OnAbandoned();
        else if (!_counted[callId])
        {
            _counted[callId] = true;
            _pacer.OnAbandonedAfterAll();
        }
    }

    /// <summary>He has ended the call himself before anybody had to be there. The law counts neither an answer nor an abandoned call, and what was counted is taken back.</summary>
    private void OnLeft(Guid callId)
    {
        _waiting.Remove(callId);
        if (_counted.TryGetValue(callId, out var abandoned)) _pacer.Budget.OnLeft(abandoned);
    }

    /// <summary>The agent came on the line later than the law allows: the talk goes on, and it counts as an abandoned call.</summary>
    public void OnConnectedLate(Guid callId)
    {
        if (!_counted.TryGetValue(callId, out var abandoned) || abandoned) return;
        _counted[callId] = true;
        _pacer.Budget.OnConnectedLate();
        if (_calls.TryGetValue(callId, out var call)) OnLate(call);
    }
}
