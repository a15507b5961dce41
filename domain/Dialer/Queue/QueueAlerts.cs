using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>What the alerts of a campaign are decided by.</summary>
/// <param name="BudgetUsed">abandoned share ÷ cap, of the day or of the law's window that has come further</param>
/// <param name="Trouble">the carrier's last refusal and when, null when it never refused</param>
/// <param name="Free">agents waiting for a call</param>
/// <param name="Ready">contacts claimed or due now</param>
public sealed record AlertFacts(
    string Status,
    string Mode,
    double BudgetUsed,
    (string Reason, DateTimeOffset At)? Trouble,
    IReadOnlyCollection<IdleAgent> Free,
    int Queued,
    int InFlight,
    int Ready,
    IReadOnlyDictionary<string, int> Waiting
)
{
    /// <summary>Agents of the campaign as the rows have them, for breaks that are longer than their pause code allows.</summary>
    public IReadOnlyList<QueueAgent> Team { get; init; } = [];

    /// <summary>The list's people are still coming in.</summary>
    public bool Filling { get; init; }

    public LeadGoal? Goal { get; init; }

    /// <summary>The part of the step that failed last, and when; null: none.</summary>
    public (string Part, DateTimeOffset At)? Failed { get; init; }
}

/// <summary>What a manager must hear of without looking for it. Only an active campaign has any: a paused one does what it was told.</summary>
public static class QueueAlerts
{
    /// <summary>From this share of the abandon budget on.</summary>
    public const double BudgetNear = 0.8;

    public static readonly TimeSpan IdleTooLong = TimeSpan.FromSeconds(60);

    /// <summary>A refusal is told so long after it: holds last a second or two, and what blinks is not read.</summary>
    public static readonly TimeSpan TroubleShown = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<QueueAlert> Of(AlertFacts facts, DateTimeOffset now)
    {
        if (facts.Status != CampaignStatus.Active)
            return [];
        List<QueueAlert> alerts = [];
        if (facts.BudgetUsed >= 1)
            alerts.Add(new(AlertCode.BudgetUsed, AlertLevel.Danger, Share: facts.BudgetUsed));
        else if (facts.BudgetUsed >= BudgetNear)
            alerts.Add(new(AlertCode.BudgetNear, AlertLevel.Warning, Share: facts.BudgetUsed));
        if (facts.Trouble is var (reason, at) && at + TroubleShown > now)
            alerts.Add(
                IdleCause.IsRate(reason)
                    ? new(AlertCode.RateLimit, AlertLevel.Warning, Since: at, Reason: reason)
                    : new(AlertCode.Trunk, AlertLevel.Danger, Since: at, Reason: reason)
            );
        if (facts.Failed is var (part, failed) && failed + TroubleShown > now)
            alerts.Add(new(AlertCode.StepFailed, AlertLevel.Danger, Since: failed, Reason: part));
        if (facts.Waiting.GetValueOrDefault(EntryReason.Fault) is > 0 and var aside)
            alerts.Add(new(AlertCode.SetAside, AlertLevel.Warning, Count: aside));
        // Where agents dial themselves, nobody keeps them waiting.
        var idle = facts
            .Free.Where(a => !DialModes.Of(facts.Mode).AgentPicks && a.IdleSince + IdleTooLong < now)
            .OrderBy(a => a.IdleSince)
            .ToList();
        if (idle.Count > 0)
            alerts.Add(new(AlertCode.AgentIdle, AlertLevel.Warning, Count: idle.Count, Since: idle[0].IdleSince, AgentId: idle[0].AgentId));
        var over = facts.Team.Where(a => a.Status == AgentStatus.Break && a.PauseUntil < now).OrderBy(a => a.PauseUntil).ToList();
        if (over.Count > 0)
            alerts.Add(
                new(AlertCode.PauseOver, AlertLevel.Warning, Count: over.Count, Since: over[0].PauseUntil, AgentId: over[0].AgentId)
            );
        // What waits and what has run dry no longer matters then.
        if (facts.Goal?.IsReached() == true)
            alerts.Add(new(AlertCode.GoalReached, AlertLevel.Warning, Count: facts.Goal.Leads));
        else if (facts.Queued == 0 && facts.InFlight == 0 && !facts.Filling)
            alerts.Add(new(AlertCode.QueueDry, AlertLevel.Warning));
        else if (facts.Queued > 0 && facts.Ready == 0 && facts.InFlight == 0 && facts.Waiting.Count > 0)
            alerts.Add(new(AlertCode.AllGated, AlertLevel.Warning, Count: facts.Queued, Reason: facts.Waiting.MaxBy(w => w.Value).Key));
        return alerts;
    }
}
