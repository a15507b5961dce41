using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>The agents: who is free, who is held for a call of his own, who has just been given one. An agent is free or held, never both.</summary>
internal sealed class Roster(QueueTerms terms)
{
    private readonly Dictionary<Guid, IdleAgent> _free = [];
    private readonly Dictionary<Guid, IdleAgent> _held = [];

    /// <summary>Since when he was idle whom a call was given to.</summary>
    private readonly Dictionary<Guid, DateTimeOffset> _given = [];

    /// <summary>Signed on and not in a break, whatever they do.</summary>
    private readonly HashSet<Guid> _team = [];

    private readonly Dictionary<Guid, Guid> _inWrapUp = [];

    public IReadOnlyCollection<IdleAgent> Free => _free.Values;

    public IReadOnlyCollection<IdleAgent> Held => _held.Values;

    public int Team => _team.Count;

    public bool AnyInWrapUp => _inWrapUp.Count > 0;

    /// <summary>Whom outbound calls leave alone (<see cref="Campaigns.AgentReserve"/>).</summary>
    public int Kept => AgentsKept.Of(terms.Settings.Rules.Agents.Reserve, _team.Count);

    public int FreeForOutbound => Math.Max(0, _free.Count - Kept);

    public IdleAgent? FindFree(Guid agentId) => _free.GetValueOrDefault(agentId);

    public IdleAgent? FindHeld(Guid agentId) => _held.GetValueOrDefault(agentId);

    /// <summary>A repeat of news older than the call this agent was given since is no news.</summary>
    public bool IsOldNews(IdleAgent agent) => _given.TryGetValue(agent.AgentId, out var idleSince) && agent.IdleSince <= idleSince;

    /// <param name="held">he has something of his own at hand</param>
    public void OnAvailable(IdleAgent agent, bool held)
    {
        _given.Remove(agent.AgentId);
        _inWrapUp.Remove(agent.AgentId);
        _team.Add(agent.AgentId);
        (held ? _held : _free)[agent.AgentId] = agent;
    }

    public void OnUnavailable(Guid agentId)
    {
        _free.Remove(agentId);
        _held.Remove(agentId);
        _inWrapUp.Remove(agentId);
        _team.Remove(agentId);
    }

    /// <summary>He was given a call and had just left.</summary>
    public void OnMissed(Guid agentId)
    {
        _given.Remove(agentId);
        _free.Remove(agentId);
        _team.Remove(agentId);
    }

    public void OnGiven(IdleAgent agent)
    {
        _free.Remove(agent.AgentId);
        _held.Remove(agent.AgentId);
        _given[agent.AgentId] = agent.IdleSince;
    }

    public void OnWrapUp(Guid agentId, Guid callId) => _inWrapUp[agentId] = callId;

    public void Hold(Guid agentId)
    {
        if (_free.Remove(agentId, out var agent))
            _held[agentId] = agent;
    }

    /// <returns>false: he is not there any more</returns>
    public bool LetGo(Guid agentId)
    {
        if (!_held.Remove(agentId, out var agent))
            return false;
        _free[agentId] = agent with { PreviewCallId = null };
        return true;
    }
}
