using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Idle;

/// <summary>What an idle agent's reason is decided by.</summary>
/// <param name="Hold">QueueState.HoldReason while a hold is on</param>
/// <param name="BudgetUsedUp">the mode dials ahead, and the abandon budget forbids it now</param>
/// <param name="LinesFree">calls that may still be started under the campaign's limit</param>
/// <param name="Ready">contacts claimed or due now</param>
/// <param name="Waiting">queued contacts by why they wait</param>
public sealed record IdleFacts(
    string Status,
    string Mode,
    string? Hold,
    bool BudgetUsedUp,
    int LinesFree,
    int Ready,
    IReadOnlyDictionary<string, int> Waiting
)
{
    /// <summary>Every lead that is still wanted may come out of a call that runs, or all are there.</summary>
    public bool GoalHolds { get; init; }

    /// <summary>A part of the last step failed.</summary>
    public bool Failing { get; init; }
}

/// <summary>Why the free agents of a queue have no call. The first of them have a dial on its way; what stands in the way of the others is one reason for all.</summary>
public static class IdleCause
{
    /// <summary>Of an agent whose dial is on its way.</summary>
    public static string WithDial(IdleFacts facts) => facts.BudgetUsedUp ? IdleReason.Budget : IdleReason.Waiting;

    /// <summary>Of an agent for whom nothing has been dialled.</summary>
    public static string WithoutDial(IdleFacts facts) =>
        facts switch
        {
            { Status: not CampaignStatus.Active } => IdleReason.Paused,
            _ when DialModes.Of(facts.Mode).AgentPicks => IdleReason.OwnPace,
            { Hold: "storage_unavailable" } or { Failing: true } => IdleReason.Service,
            { Hold: { } hold } => IsRate(hold) ? IdleReason.RateLimit : IdleReason.Trunk,
            { GoalHolds: true } => IdleReason.Cap,
            { LinesFree: <= 0 } => IdleReason.Lines,
            { Ready: > 0 } => IdleReason.Pacing,
            _ => OfTheWaiting(facts.Waiting),
        };

    /// <summary>A rate that is used up comes back by itself; everything else the carrier says is trouble.</summary>
    public static bool IsRate(string hold) => hold is "rate_limited";

    /// <summary>Those who wait for a place, or were called as often as may be.</summary>
    private static readonly string[] Capped =
    [
        EntryReason.CapReached,
        EntryReason.AttemptCap,
        EntryReason.QuotaFull,
        EntryReason.GoalReached,
    ];

    private static string OfTheWaiting(IReadOnlyDictionary<string, int> waiting)
    {
        var closed = waiting.GetValueOrDefault(EntryReason.WindowClosed);
        var capped = Capped.Sum(reason => waiting.GetValueOrDefault(reason));
        var later = waiting
            .Where(w => w.Key is not (EntryReason.WindowClosed or EntryReason.Due or EntryReason.NextUp) && !Capped.Contains(w.Key))
            .Sum(w => w.Value);
        return closed > 0 && closed >= Math.Max(capped, later) ? IdleReason.WindowClosed
            : capped > 0 && capped >= later ? IdleReason.Cap
            : IdleReason.NoLead;
    }
}
