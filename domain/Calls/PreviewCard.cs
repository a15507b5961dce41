using Orleans;

namespace Pivotal.Domain.Calls;

/// <summary>A contact on an agent's screen before anybody has answered.</summary>
/// <param name="Card">as for a call; its status is preview or dialing</param>
/// <param name="Status">offered: the agent decides; dialing: it is being dialled for him</param>
/// <param name="Until">when the rule decides instead of the agent; null: never</param>
/// <param name="WhenOver">dial or skip</param>
/// <param name="SkipsLeft">within this hour</param>
[GenerateSerializer, Immutable, Alias("Pivotal.PreviewCard")]
public sealed record PreviewCard(
    [property: Id(0)] CallCard Card,
    [property: Id(1)] string Status,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] DateTimeOffset? Until,
    [property: Id(4)] string WhenOver,
    [property: Id(5)] int SkipsLeft
)
{
    public const string Offered = "offered",
        Dialing = "dialing";
}

/// <summary>Something the agent did not ask for and has to know.</summary>
/// <param name="Kind">forced: somebody set the status; preview_over: the contact on the screen is gone or was not reached; missed_calls; campaign: works on another one, or on none</param>
/// <param name="Text">the reason given, or an outcome, a gate's reason …; campaign: the name of the one before, empty for none</param>
/// <param name="About">name of the contact, or the status that was set; campaign: the new one's name, null for none</param>
/// <param name="By">who did it; null: the product</param>
/// <param name="NextAt">preview_over because of a gate: when it opens; null: never, or it is no gate</param>
[GenerateSerializer, Immutable, Alias("Pivotal.AgentNotice")]
public sealed record AgentNotice(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Text,
    [property: Id(2)] string? About,
    [property: Id(3)] string? By,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateTimeOffset? NextAt = null
)
{
    public const string Forced = "forced",
        PreviewOver = "preview_over",
        CampaignMoved = "campaign";
}

/// <summary>What an agent wants to dial by hand: a contact, or a number typed.</summary>
/// <param name="Phone">E.164; of a contact the tenant knows</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DialTarget")]
public sealed record DialTarget([property: Id(0)] Guid? ContactId, [property: Id(1)] string? Phone);

/// <summary>May this be dialled now?</summary>
/// <param name="Reason">null when it may</param>
/// <param name="NextAt">when to ask again; null: never, or now</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DialVerdict")]
public sealed record DialVerdict(
    [property: Id(0)] Guid ContactId,
    [property: Id(1)] string FullName,
    [property: Id(2)] string Phone,
    [property: Id(3)] bool Allowed,
    [property: Id(4)] string? Reason,
    [property: Id(5)] DateTimeOffset? NextAt
);
