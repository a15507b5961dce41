namespace Pivotal.Domain.Dialer.Agents;

/// <summary>Nobody is called for an empty chair: an agent whose browsers are gone for longer than the grace time takes no further call.</summary>
public sealed partial class AgentState
{
    private DateTimeOffset _seenAt;

    /// <summary>A browser was connected when last heard of. False for a program that works by HTTP alone.</summary>
    public bool AtDesk { get; private set; }

    public bool SeenAfter(DateTimeOffset at) => _seenAt > at;

    /// <returns>true when this is news for the row</returns>
    public bool OnPresenceSeen(DateTimeOffset at)
    {
        if (at > _seenAt)
            _seenAt = at;
        var news = !AtDesk;
        AtDesk = true;
        return news;
    }

    /// <summary>
    /// Available goes offline; a call and its wrap-up are finished first, and what the agent asked for before counts more; break and offline stay.
    /// </summary>
    /// <param name="since">when the last connection closed; older than the last sight of the agent, it says nothing</param>
    /// <returns>null: nothing changes</returns>
    public AgentDuty? OnPresenceLost(DateTimeOffset since, DateTimeOffset now)
    {
        if (SeenAfter(since))
            return null;
        switch (Status)
        {
            case AgentStatus.Available:
                return Move(AgentStatus.Offline, AgentReason.ConnectionLost, now);
            case AgentStatus.OnCall or AgentStatus.WrapUp:
                // AtDesk stays until it takes effect: the row has no pending status, and a restart meanwhile must expect the agent back again.
                if (Pending is not null)
                    return null;
                (Pending, PendingReason) = (AgentStatus.Offline, AgentReason.ConnectionLost);
                return AgentDuty.None;
            default:
                if (!AtDesk)
                    return null;
                AtDesk = false;
                return AgentDuty.None;
        }
    }

    /// <summary>Nobody is signed in as this agent any more: offline at once, or after the call and its wrap-up.</summary>
    /// <returns>null: nothing changes</returns>
    public AgentDuty? OnSignedOut(DateTimeOffset now)
    {
        switch (Status)
        {
            case AgentStatus.Offline:
                return null;
            case AgentStatus.OnCall or AgentStatus.WrapUp:
                (Pending, PendingReason) = (AgentStatus.Offline, AgentReason.SignedOut);
                return AgentDuty.None;
            default:
                return Move(AgentStatus.Offline, AgentReason.SignedOut, now);
        }
    }
}
