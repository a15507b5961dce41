namespace Pivotal.Grains.Dialer.Simulation;

/// <summary>A dialer as the simulated world sees it. Times in seconds since the start of the shift; agents and calls are numbers.</summary>
public interface ISimulatedDialer
{
    /// <summary>Asked every half second and after each event.</summary>
    /// <returns>calls to dial now, by numbers of the dialer's own choice</returns>
    IReadOnlyList<int> Dial(double now);

    void AgentFree(int agent, double now);

    /// <summary>The agent is not there any more, out of idleness or after the call just ended.</summary>
    void AgentGone(int agent, double now);

    /// <summary>What took the call for a person has answered.</summary>
    /// <returns>the agent who gets it, or null: it waits</returns>
    int? Answered(int call, double now);

    /// <summary>Somebody waits and somebody is free: which call gets which agent.</summary>
    (int Call, int Agent)? Match(double now);

    /// <summary>The call rang out, a machine answered, or the person was not given an agent in time.</summary>
    void Ended(int call, double now, bool abandoned);

    /// <summary>The call of this agent is over; he may be wrapping up no longer.</summary>
    void Finished(int call, int agent, double now);
}
