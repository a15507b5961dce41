namespace Pivotal.Domain.Dialer.Agents;

/// <summary>What the agent's grain has to do after a change.</summary>
[Flags]
public enum AgentDuty
{
    None = 0,

    /// <summary>Tell the queue that calls may come.</summary>
    Announce = 1,

    /// <summary>Tell the queue that none may come.</summary>
    Withdraw = 2,
    DialLeg = 4,
    HangUpLeg = 8,
}
