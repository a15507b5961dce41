namespace Pivotal.Domain.Dialer.Idle;

/// <summary>Why an available agent has no call at a moment (agent_idle.reason). Every idle second has exactly one.</summary>
public static class IdleReason
{
    /// <summary>A call rings for the agent; nothing stands in the way.</summary>
    public const string Waiting = "waiting_answer";

    /// <summary>The next dial is being prepared.</summary>
    public const string Pacing = "pacing";

    /// <summary>Nobody is due: the queue is empty, or those in it come later.</summary>
    public const string NoLead = "no_lead";

    /// <summary>The clock of those who wait is outside the calling window.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>Those who wait have no place under their account's cap, or were called as often as may be for now; or the campaign has the leads it wants.</summary>
    public const string Cap = "cap";

    /// <summary>A call rings, but the used-up abandon budget forbids to dial ahead, so the agent waits longer than the mode would let him.</summary>
    public const string Budget = "budget";

    /// <summary>The carrier's rate is used up.</summary>
    public const string RateLimit = "rate_limit";

    /// <summary>The carrier refuses or cannot be reached.</summary>
    public const string Trunk = "trunk";

    /// <summary>The campaign's most concurrent calls are running.</summary>
    public const string Lines = "line_limit";

    /// <summary>The agent is kept free of outbound calls.</summary>
    public const string Reserve = "reserve";

    /// <summary>The mode leaves it to the agent whom to dial and when.</summary>
    public const string OwnPace = "own_pace";

    /// <summary>The campaign does not dial: paused, draining, completed.</summary>
    public const string Paused = "paused";

    /// <summary>The product itself was away: a restart, or storage that could not be reached.</summary>
    public const string Service = "service";

    public static readonly IReadOnlyList<string> All =
    [
        Waiting,
        Pacing,
        NoLead,
        WindowClosed,
        Cap,
        Budget,
        RateLimit,
        Trunk,
        Lines,
        Reserve,
        OwnPace,
        Paused,
        Service,
    ];
}
