using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer;

/// <summary>Who gets the call.</summary>
public static class AgentChoice
{
    /// <summary>The agent idle longest; equal times are decided by id, so that the choice is the same on every machine.</summary>
    public static IdleAgent? LongestIdle(IEnumerable<IdleAgent> free)
    {
        IdleAgent? best = null;
        foreach (var agent in free)
            if (best is null || Before(agent, best))
                best = agent;
        return best;
    }

    private static bool Before(IdleAgent one, IdleAgent other) =>
        one.IdleSince.CompareTo(other.IdleSince) is var order && (order < 0 || (order == 0 && one.AgentId.CompareTo(other.AgentId) < 0));
}
