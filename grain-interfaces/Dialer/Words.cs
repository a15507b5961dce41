namespace Pivotal.GrainInterfaces.Dialer;

/// <summary>The words of the schema's CHECKs, so that nobody types them twice.</summary>
public static class CampaignStatus
{
    public const string Draft = "draft", Active = "active", Paused = "paused", Draining = "draining", Completed = "completed", Cancelled = "cancelled";
}

public static class AgentStatus
{
    public const string Offline = "offline", Available = "available", OnCall = "on_call", WrapUp = "wrap_up", Break = "break";

    /// <summary>Available, and looks at a contact before it is dialled. Only ever shown, never stored.</summary>
    public const string Preview = "preview";
}

/// <summary>Reasons of a status that the product gives by itself; people may write others.</summary>
public static class AgentReason
{
    public const string ConnectionLost = "connection_lost", MissedCalls = "missed_calls", SignedOut = "signed_out";

    /// <summary>A wrap-up that the agent made longer; a line of the log, not a status of its own.</summary>
    public const string Extended = "extended";
}

public static class EntryStatus
{
    public const string Queued = "queued", Claimed = "claimed", InProgress = "in_progress", Done = "done", Removed = "removed";
}

/// <summary>Why a contact waits or left the queue (queue_entries.reason).</summary>
public static class EntryReason
{
    public const string NoPhone = "no_phone", Dnc = "dnc", Invalid = "invalid", DuplicatePhone = "duplicate_phone", CapReached = "cap_reached",
        MaxAttempts = "max_attempts", NotInterested = "not_interested", Retry = "retry_later", Callback = "callback", Fax = "fax", InvalidNumber = "invalid_number",
        Filtered = "filtered", ByRule = "by_rule", AttemptCap = "attempt_cap", QuotaFull = "quota_full", GoalReached = "goal_reached", NotInQueue = "not_in_queue",
        WindowClosed = "window_closed", Due = "due", BusyElsewhere = "busy_elsewhere", LockOut = "lock_out", Skipped = "skipped";

    /// <summary>The number was called a short while ago, by whichever campaign.</summary>
    public const string NumberRest = "number_rest";

    /// <summary>Was taken off the campaign's lists.</summary>
    public const string NotListed = "not_listed";

    /// <summary>Something went wrong with this contact; he is set aside for an hour, and the others go on.</summary>
    public const string Fault = "fault";

    /// <summary>Claimed by the hopper: dialled as soon as an agent is free. Only ever counted, never stored.</summary>
    public const string NextUp = "next_up";
}

/// <summary>call_attempts.status, in the order a call goes through them.</summary>
public static class CallStatus
{
    public const string Intent = "intent", Dialing = "dialing", Ringing = "ringing", Answered = "answered", Bridged = "bridged", Ended = "ended";
}

public static class Outcome
{
    public const string Connected = "connected", Abandoned = "abandoned", NoAnswer = "no_answer", Busy = "busy", Voicemail = "voicemail", Fax = "fax",
        InvalidNumber = "invalid_number", Failed = "failed", Cancelled = "cancelled";

    /// <summary>Picked up, and ended by whoever did before the law's time for an agent was over: neither no answer nor abandoned.</summary>
    public const string HungUp = "hung_up";

    /// <summary>Nobody was to speak: the campaign's message was played to who answered.</summary>
    public const string MessageDelivered = "message_delivered";
}

public static class Disposition
{
    public const string NoAnswer = "no_answer", Busy = "busy", Voicemail = "voicemail", VoicemailLeft = "voicemail_left", Connected = "connected",
        NotInterested = "not_interested", CallbackRequested = "callback_requested", Qualified = "qualified", DncRequest = "dnc_request",
        WrongNumber = "wrong_number", InvalidData = "invalid_data";

    public static readonly IReadOnlyList<string> All =
        [Connected, NotInterested, CallbackRequested, Qualified, DncRequest, WrongNumber, InvalidData, Voicemail, NoAnswer, Busy, VoicemailLeft];

    /// <summary>Counts towards an account's cap in mode positive_dispositions.</summary>
    public static bool IsPositive(string disposition) => disposition is Qualified or CallbackRequested;
}

/// <summary>By whom a promised callback is made.</summary>
public static class CallbackFor
{
    public const string Own = "own", Team = "team";
}

public static class CapMode
{
    public const string QueueSize = "queue_size", ConnectedCalls = "connected_calls", PositiveDispositions = "positive_dispositions";
}

public static class DialMode
{
    public const string Manual = "manual", Preview = "preview", Power = "power", Progressive = "progressive", Predictive = "predictive", Agentless = "agentless";
}
