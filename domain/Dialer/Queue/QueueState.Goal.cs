using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>The lead goal: a call is dialled only when it may still make a lead, so near the goal few calls run, and at the goal none.</summary>
public sealed partial class QueueState
{
    /// <summary>As last heard; null: the campaign has none, or nobody in it makes leads.</summary>
    public LeadGoal? Goal { get; private set; }

    private int GoalLeft => Goal?.Left() ?? int.MaxValue;

    /// <summary>At the goal agents get back what they only looked at or waited for.</summary>
    public void OnGoal(LeadGoal? goal)
    {
        Goal = goal;
        if (goal?.IsReached() != true) return;
        foreach (var entry in WithdrawPreviews(_ => true, EntryReason.GoalReached)) _orders.Add(new QueueOrder.GiveBack(entry, null, null));
    }
}
