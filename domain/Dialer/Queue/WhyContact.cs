using Orleans;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Idle;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Why one contact of one campaign is called or not, by the rules that the dialer itself runs.</summary>
/// <param name="Verdict">open: called as soon as an agent is free; later; never</param>
/// <param name="Reason">the rule's reason; null when open</param>
/// <param name="NextAt">no call before this moment; at it every rule allows one as far as is known now, however far ahead it lies. Null when never</param>
/// <param name="Status">queue_entries.status; absent when the contact is not in the queue</param>
/// <param name="CampaignStatus">only an active campaign dials</param>
/// <param name="IdleReason">why the campaign as a whole dials nobody right now; null when it dials or nobody is free</param>
/// <param name="Gates">every rule, in the chain's order</param>
/// <param name="History">calls of this campaign to the contact, newest first, at most 50</param>
/// <param name="AgentsMissing">one of <see cref="MissingAgents"/>: nobody could talk with him now; null: somebody could, or the mode needs nobody</param>
[GenerateSerializer, Immutable, Alias("Pivotal.WhyContact")]
public sealed record WhyContact(
    [property: Id(0)] Guid ContactId,
    [property: Id(1)] string FullName,
    [property: Id(2)] string Phone,
    [property: Id(3)] string TimeZone,
    [property: Id(4)] string Status,
    [property: Id(5)] int Attempts,
    [property: Id(6)] string CampaignStatus,
    [property: Id(7)] string? IdleReason,
    [property: Id(8)] string Verdict,
    [property: Id(9)] string? Reason,
    [property: Id(10)] DateTimeOffset? NextAt,
    [property: Id(11)] IReadOnlyList<WhyGate> Gates,
    [property: Id(12)] IReadOnlyList<WhyCall> History,
    [property: Id(13)] DateTimeOffset At,
    [property: Id(14)] string? AgentsMissing = null
);

/// <summary>Why an answered call would find nobody, worst first.</summary>
public static class MissingAgents
{
    public const string NoneAssigned = "no_agent_assigned",
        NoneSignedIn = "no_agent_signed_in";

    /// <summary>All of those signed in are on a break, in a call or after one, or kept for people who call in.</summary>
    public const string NoneAvailable = "no_agent_available";
}

/// <param name="Name">contact, do_not_call, filters, queue, attempts, attempt_caps, account_cap, in_call, calling_window …</param>
/// <param name="Verdict">open, later, never</param>
/// <param name="Sentence">for people</param>
/// <param name="Values">what the rule looked at</param>
[GenerateSerializer, Immutable, Alias("Pivotal.WhyGate")]
public sealed record WhyGate(
    [property: Id(0)] string Name,
    [property: Id(1)] string Verdict,
    [property: Id(2)] string? Reason,
    [property: Id(3)] string Sentence,
    [property: Id(4)] IReadOnlyDictionary<string, string> Values,
    [property: Id(5)] DateTimeOffset? NextAt
);

/// <param name="Agent">name of who talked, null when nobody did</param>
[GenerateSerializer, Immutable, Alias("Pivotal.WhyCall")]
public sealed record WhyCall(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Phone,
    [property: Id(3)] string? Outcome,
    [property: Id(4)] string? Disposition,
    [property: Id(5)] DateTimeOffset? CallbackAt,
    [property: Id(6)] string? Agent
);
