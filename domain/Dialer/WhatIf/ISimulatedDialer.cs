namespace Pivotal.Domain.Dialer.WhatIf;

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

    /// <summary>Nobody was free in time for the person who waited; he may still hear a message.</summary>
    void GivenUp(int call, double now) { }

    /// <summary>The call rang out, a machine answered, or the person who was not given an agent in time is off the line.</summary>
    void Ended(int call, double now, bool abandoned);

    /// <summary>The two were put together only after the law's time: the talk goes on, and the call is an abandoned one.</summary>
    void ConnectedLate(int call, double now) { }

    /// <param name="agentGone">asked because of that; otherwise because somebody was abandoned</param>
    /// <returns>ringing calls that are cut, because too few agents are left for them or the budget is closed</returns>
    IReadOnlyList<int> TakeBack(double now, bool agentGone) => [];

    /// <summary>The call of this agent is over; he may be wrapping up no longer.</summary>
    void Finished(int call, int agent, double now);
}
