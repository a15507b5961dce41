using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>Who gets the call. Every order is total, so that the choice is the same on every machine.</summary>
public static class AgentChoice
{
    /// <summary>The agent idle longest; equal times are decided by id.</summary>
    public static IdleAgent? LongestIdle(IEnumerable<IdleAgent> free)
    {
        if (free is not Dictionary<Guid, IdleAgent>.ValueCollection values)
            return First(free, 0, static (_, _) => 0);
        // The usual order over the queue's own collection, which is gone through without a call for each agent.
        IdleAgent? best = null;
        foreach (var agent in values)
            if (best is null || Before(agent, best))
                best = agent;
        return best;
    }

    /// <param name="order">one of <see cref="AgentRules.Choices"/>; anything else is longest_idle</param>
    /// <param name="turns">when each agent was last given a call, as a running number; who is not in it never was</param>
    /// <param name="draw">the chance in the order random: of campaign and call, so that the same question has the same answer; 0 ≤ draw &lt; 1</param>
    public static IdleAgent? Choose(
        string order,
        IReadOnlyCollection<IdleAgent> free,
        IReadOnlyDictionary<Guid, long> turns,
        Func<double> draw
    ) =>
        order switch
        {
            AgentRules.FewestCalls => First(free, turns, static (agent, _) => agent.CallsToday),
            AgentRules.SkillLevel => First(free, turns, static (agent, _) => -agent.SkillLevel),
            AgentRules.Rank => First(free, turns, static (agent, _) => agent.Rank),
            AgentRules.RoundRobin => First(free, turns, static (agent, given) => given.GetValueOrDefault(agent.AgentId)),
            AgentRules.Random => Drawn(free, draw),
            _ => LongestIdle(free),
        };

    private static IdleAgent? First<T>(IEnumerable<IdleAgent> free, T context, Func<IdleAgent, T, long> key)
    {
        IdleAgent? best = null;
        foreach (var agent in free)
            if (
                best is null
                || key(agent, context).CompareTo(key(best, context)) is var order && (order < 0 || (order == 0 && Before(agent, best)))
            )
                best = agent;
        return best;
    }

    private static IdleAgent? Drawn(IReadOnlyCollection<IdleAgent> free, Func<double> draw) =>
        free.Count == 0 ? null : free.OrderBy(a => a.AgentId).ElementAt((int)(draw() * free.Count));

    private static bool Before(IdleAgent one, IdleAgent other) =>
        one.IdleSince.CompareTo(other.IdleSince) is var order && (order < 0 || (order == 0 && one.AgentId.CompareTo(other.AgentId) < 0));
}
