namespace Pivotal.Api.Dialer.Reports;

/// <summary>What the words of the reports mean in columns of call_attempts. One place, so that two reports never count differently.</summary>
internal static class CallFacts
{
    /// <summary>The carrier took the dial.</summary>
    public const string Dialed = "dialed_at is not null";

    /// <summary>A person answered: the denominator of the abandon rate.</summary>
    public const string Answered = "(outcome in ('connected', 'abandoned') or bridged_at is not null)";

    /// <summary>An agent and the person were on the line together.</summary>
    public const string Connected = "bridged_at is not null";

    /// <summary>A person answered and got no agent in the time that the law gives; the function is what the budget counts by, too.</summary>
    public const string Abandoned = "counts_as_abandoned(outcome, answered_at, bridged_at, connect_by, amd_result)";

    /// <summary>Somebody or a machine heard the message of an agentless campaign; no agent was meant to be there, so it counts neither as answered nor as abandoned.</summary>
    public const string Message = "(outcome = 'message_delivered')";

    /// <summary>Seconds on the line with an agent; 0 while the call runs.</summary>
    public const string TalkSeconds = "coalesce(extract(epoch from ended_at - bridged_at), 0)";

    /// <summary>Seconds from the end of the call to its disposition; 0 for one disposed of during the call, or not yet.</summary>
    public const string WrapUpSeconds =
        "case when bridged_at is not null then coalesce(greatest(0, extract(epoch from disposed_at - ended_at)), 0) else 0 end";
}
