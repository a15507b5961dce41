using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>A contact that one agent looks at before it is dialled, or has chosen himself.</summary>
/// <param name="CallId">the call it will become</param>
/// <param name="Until">when the rule decides; null: the agent has all the time</param>
/// <param name="Wanted">the agent, or the rule, has said: dial</param>
public sealed record QueuePreview(Guid CallId, Guid AgentId, HopperEntry Entry, DateTimeOffset Since, DateTimeOffset? Until, bool Wanted);

/// <summary>What the queue's grain has to do after a change, in this order.</summary>
public abstract record QueueOrder
{
    /// <summary>A claimed contact goes back.</summary>
    /// <param name="NextAt">null: as before</param>
    public sealed record GiveBack(HopperEntry Entry, string? Reason, DateTimeOffset? NextAt) : QueueOrder;

    /// <summary>The agent's screen shows the contact, or that it is being dialled.</summary>
    /// <param name="SkipsLeft">within this hour</param>
    public sealed record Show(QueuePreview Preview, int SkipsLeft) : QueueOrder;

    /// <summary>The agent's screen shows it no longer.</summary>
    /// <param name="Why">an outcome, a gate's reason, skipped, time_over, not_dialed, a campaign status …</param>
    /// <param name="NextAt">when the gate opens; null: never, or it is no gate</param>
    public sealed record Over(Guid AgentId, Guid CallId, string Why, DateTimeOffset? NextAt = null) : QueueOrder;

    /// <summary>A call that rings for an agent who has left.</summary>
    public sealed record HangUp(Guid CallId) : QueueOrder;
}

/// <summary>Whether a contact may be skipped.</summary>
public enum SkipAnswer
{
    Skipped,

    /// <summary>The agent no longer has it.</summary>
    Gone,

    /// <summary>As often as the rule allows within an hour.</summary>
    NoneLeft,
}
