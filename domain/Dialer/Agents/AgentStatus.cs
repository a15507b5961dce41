namespace Pivotal.Domain.Dialer.Agents;

public static class AgentStatus
{
    public const string Offline = "offline",
        Available = "available",
        OnCall = "on_call",
        WrapUp = "wrap_up",
        Break = "break";

    /// <summary>Available, and looks at a contact before it is dialled. Only ever shown, never stored.</summary>
    public const string Preview = "preview";
}

/// <summary>Reasons of a status that the product gives by itself; people may write others.</summary>
public static class AgentReason
{
    public const string ConnectionLost = "connection_lost",
        MissedCalls = "missed_calls",
        SignedOut = "signed_out";

    /// <summary>A wrap-up that the agent made longer; a line of the log, not a status of its own.</summary>
    public const string Extended = "extended";
}
