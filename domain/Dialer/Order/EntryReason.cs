namespace Pivotal.Domain.Dialer.Order;

/// <summary>Why a contact waits or left the queue (queue_entries.reason).</summary>
public static class EntryReason
{
    public const string NoPhone = "no_phone",
        Dnc = "dnc",
        Invalid = "invalid",
        DuplicatePhone = "duplicate_phone",
        CapReached = "cap_reached",
        MaxAttempts = "max_attempts",
        NotInterested = "not_interested",
        Retry = "retry_later",
        Callback = "callback",
        Fax = "fax",
        InvalidNumber = "invalid_number",
        Filtered = "filtered",
        ByRule = "by_rule",
        AttemptCap = "attempt_cap",
        QuotaFull = "quota_full",
        GoalReached = "goal_reached",
        NotInQueue = "not_in_queue",
        WindowClosed = "window_closed",
        Due = "due",
        BusyElsewhere = "busy_elsewhere",
        LockOut = "lock_out",
        Skipped = "skipped";

    /// <summary>The number was called a short while ago, by whichever campaign.</summary>
    public const string NumberRest = "number_rest";

    /// <summary>Was taken off the campaign's lists.</summary>
    public const string NotListed = "not_listed";

    /// <summary>Something went wrong with this contact; he is set aside for an hour, and the others go on.</summary>
    public const string Fault = "fault";

    /// <summary>Claimed by the hopper: dialled as soon as an agent is free. Only ever counted, never stored.</summary>
    public const string NextUp = "next_up";
}
