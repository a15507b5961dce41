using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Why nothing happens.</summary>
internal sealed class WhyIdle(QueueTerms terms, Hopper hopper, CallsInFlight calls, Roster roster)
{
    /// <summary>Why nothing is dialled although agents are free; null while dialling or when nobody is free.</summary>
    public string? NothingIsDialled(DateTimeOffset now, bool anyDue, bool anyWaiting) =>
        !terms.IsActive ? terms.Status
        : terms.Goal?.IsReached() == true ? EntryReason.GoalReached
        : terms.HoldUntil > now ? terms.HoldReason
        : terms.Mode.AgentPicks ? null
        : !terms.Mode.NeedsAgents && hopper.Count == 0 && !anyDue ? (anyWaiting ? "all_waiting" : "queue_empty")
        : roster.Free.Count == 0 || roster.Free.Count <= calls.AwaitingAgent || hopper.Count > 0 || anyDue ? null
        : anyWaiting ? "all_waiting"
        : "queue_empty";

    /// <summary>Why an answered call would find nobody; null: somebody is free, or is counted on by a mode that dials ahead, or the mode needs nobody.</summary>
    /// <param name="team">the campaign's agents as the rows have them</param>
    public string? AgentsMissing(IReadOnlyList<QueueAgent> team) =>
        !terms.Mode.NeedsAgents || roster.FreeForOutbound > 0 ? null
        : team.Count == 0 ? MissingAgents.NoneAssigned
        : team.All(a => a.Status == AgentStatus.Offline) ? MissingAgents.NoneSignedIn
        : terms.Mode.CountsOnTheBusy && team.Any(a => a.Status is AgentStatus.OnCall or AgentStatus.WrapUp) ? null
        : MissingAgents.NoneAvailable;
}
