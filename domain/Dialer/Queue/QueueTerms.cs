using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Modes;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>What the campaign allows at this moment: its settings, its status, its lead goal, and the pause that the carrier asked for.</summary>
internal sealed class QueueTerms(CampaignSettings settings, string status)
{
    public CampaignSettings Settings { get; set; } = settings;

    public string Status { get; set; } = status;

    public Mode Mode => Settings.Mode;

    /// <summary>As last heard; null: the campaign has none, or nobody in it makes leads.</summary>
    public LeadGoal? Goal { get; set; }

    /// <summary>A call is dialled only when it may still make a lead, so near the goal few calls run, and at the goal none.</summary>
    public int GoalLeft => Goal?.Left() ?? int.MaxValue;

    public DateTimeOffset? HoldUntil { get; private set; }

    public string? HoldReason { get; private set; }

    public bool IsActive => Status == CampaignStatus.Active;

    public bool MayDial(DateTimeOffset now) => IsActive && !(HoldUntil > now) && GoalLeft > 0;

    /// <summary>Nobody dials before then; a shorter hold never shortens a longer one.</summary>
    public void Hold(DateTimeOffset until, string reason)
    {
        if (HoldUntil >= until)
            return;
        (HoldUntil, HoldReason) = (until, reason);
    }

    public void ReleaseHold(DateTimeOffset now)
    {
        if (HoldUntil <= now)
            (HoldUntil, HoldReason) = (null, null);
    }
}
