using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Calls;

/// <summary>What the call's grain has to order from the carrier.</summary>
public abstract record SupervisionCommand
{
    public sealed record Dial(Guid By, string Role, int Try) : SupervisionCommand;

    public sealed record Switch(string LegId, string Role, int Try) : SupervisionCommand;

    public sealed record HangUp(string LegId) : SupervisionCommand;
}

/// <summary>
/// One supervisor at a time on one call, with a leg of his own that the carrier joins to the agent's in a role. Pure; news of the leg may come twice or late.
/// </summary>
public sealed class Supervision(Guid callId)
{
    private readonly HashSet<string> _endedLegs = [];
    private int _tries;

    public Guid? By { get; private set; }

    public string Role { get; private set; } = SupervisorRole.Monitor;

    public string? LegId { get; private set; }

    public bool On { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public SupervisionView? View => By is { } by ? new(callId, by, Role, On ? SupervisionView.On : SupervisionView.Dialing, Since) : null;

    /// <summary>As the row says after a restart: the leg may have ended, which the carrier will tell.</summary>
    public void Restore(Guid by, string role, string? legId, DateTimeOffset at) =>
        (By, Role, LegId, On, Since) = (by, role, legId, legId is not null, at);

    /// <summary>Refusals: supervision.not_live, supervision.taken.</summary>
    /// <param name="live">a person and an agent are connected</param>
    public (Refusal? Refusal, SupervisionCommand? Command) Ask(Guid by, string role, bool live, DateTimeOffset now)
    {
        if (!live)
            return (SupervisionRefusals.NotLive(), null);
        if (By is { } other && other != by)
            return (SupervisionRefusals.Taken(), null);
        if (By is null)
        {
            (By, Role, LegId, On, Since) = (by, role, null, false, now);
            return (null, new SupervisionCommand.Dial(by, role, _tries++));
        }

        if (Role == role)
            return (null, null);
        Role = role;
        // Still being dialled in the old role: it is set right when the leg is there.
        return (null, LegId is { } leg && On ? new SupervisionCommand.Switch(leg, role, _tries++) : null);
    }

    /// <param name="role">what the dial asked for</param>
    /// <returns>the leg of a supervisor who has left meanwhile is ended</returns>
    public SupervisionCommand? OnDialed(Guid by, string role, string legId)
    {
        if (_endedLegs.Contains(legId))
            return null;
        if (By != by)
            return new SupervisionCommand.HangUp(legId);
        LegId = legId;
        return null;
    }

    /// <summary>The carrier did not take the dial.</summary>
    public void OnDialRefused(Guid by)
    {
        if (By == by && LegId is null)
            Clear();
    }

    /// <param name="dialledAs">the role the leg came up in</param>
    public SupervisionCommand? OnAnswered(string legId, string dialledAs)
    {
        if (_endedLegs.Contains(legId) || On)
            return null;
        if (By is null)
            return new SupervisionCommand.HangUp(legId);
        if (LegId is not null && LegId != legId)
            return new SupervisionCommand.HangUp(legId);
        (LegId, On) = (legId, true);
        return Role == dialledAs ? null : new SupervisionCommand.Switch(legId, Role, _tries++);
    }

    /// <returns>true when the supervisor is gone by it</returns>
    public bool OnHungUp(string legId)
    {
        _endedLegs.Add(legId);
        if (LegId != legId)
            return false;
        Clear();
        return true;
    }

    /// <summary>The supervisor, or the end of the call, ends it.</summary>
    public SupervisionCommand? Stop()
    {
        var leg = LegId;
        Clear();
        if (leg is null)
            return null;
        _endedLegs.Add(leg);
        return new SupervisionCommand.HangUp(leg);
    }

    private void Clear() => (By, LegId, On) = (null, null, false);
}
