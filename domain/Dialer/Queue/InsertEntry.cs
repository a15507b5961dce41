using Orleans;

namespace Pivotal.Domain.Dialer.Queue;

/// <param name="Priority">0–99; higher goes first, callbacks have 100</param>
/// <param name="PhoneKind">direct, mobile, hq; null: the first there is, in this order</param>
/// <param name="NotBefore">null: at once</param>
[GenerateSerializer, Immutable, Alias("Pivotal.InsertEntry")]
public sealed record InsertEntry(
    [property: Id(0)] Guid ContactId,
    [property: Id(1)] int Priority,
    [property: Id(2)] string? PhoneKind,
    [property: Id(3)] DateTimeOffset? NotBefore,
    [property: Id(4)] Guid By
);

/// <param name="Queued">false: a rule says never, and nothing was changed</param>
/// <param name="Phone">the number that will be called</param>
/// <param name="Reason">the rule that keeps the contact back now; null: it is called as soon as an agent is free</param>
/// <param name="NextAt">when every rule allows it; null: never</param>
[GenerateSerializer, Immutable, Alias("Pivotal.InsertedEntry")]
public sealed record InsertedEntry(
    [property: Id(0)] Guid ContactId,
    [property: Id(1)] bool Queued,
    [property: Id(2)] string Phone,
    [property: Id(3)] string? Reason,
    [property: Id(4)] DateTimeOffset? NextAt
);
