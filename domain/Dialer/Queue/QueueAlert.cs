using Orleans;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Something a manager must hear of.</summary>
/// <param name="Code">one of <see cref="AlertCode"/></param>
/// <param name="Level">warning, danger</param>
/// <param name="Count">agents (agent_idle, pause_over), contacts (all_gated, set_aside)</param>
/// <param name="Share">of the abandon budget; 1 is all of it</param>
/// <param name="Since">of the longest idle agent, of the carrier's last refusal, or of the last failure</param>
/// <param name="AgentId">idle longest, or longest over the limit of a break</param>
/// <param name="Reason">why most wait (all_gated), what the carrier said (trunk, rate_limit), which part of the step (step_failed)</param>
[GenerateSerializer, Immutable, Alias("Pivotal.QueueAlert")]
public sealed record QueueAlert(
    [property: Id(0)] string Code,
    [property: Id(1)] string Level,
    [property: Id(2)] int? Count = null,
    [property: Id(3)] double? Share = null,
    [property: Id(4)] DateTimeOffset? Since = null,
    [property: Id(5)] Guid? AgentId = null,
    [property: Id(6)] string? Reason = null
);

public static class AlertCode
{
    public const string BudgetNear = "budget_near",
        BudgetUsed = "budget_used",
        Trunk = "trunk",
        RateLimit = "rate_limit",
        AgentIdle = "agent_idle",
        QueueDry = "queue_dry",
        AllGated = "all_gated",
        PauseOver = "pause_over",
        GoalReached = "goal_reached";

    /// <summary>A part of the queue's step failed; the next step tries it again.</summary>
    public const string StepFailed = "step_failed";

    /// <summary>Contacts with whom something went wrong wait for another try.</summary>
    public const string SetAside = "set_aside";
}

public static class AlertLevel
{
    public const string Warning = "warning",
        Danger = "danger";
}

/// <param name="Seconds">idle today, by <see cref="Idle.IdleReason"/></param>
[GenerateSerializer, Immutable, Alias("Pivotal.AgentIdle")]
public sealed record AgentIdle([property: Id(0)] Guid AgentId, [property: Id(1)] IReadOnlyDictionary<string, int> Seconds);
