using Orleans;

namespace Pivotal.Domain.Leads;

[GenerateSerializer, Immutable, Alias("Pivotal.LeadView")]
public sealed record LeadView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Status,
    [property: Id(2)] Guid? ReviewerId,
    [property: Id(3)] IReadOnlyDictionary<string, bool> Checklist,
    [property: Id(4)] string ReviewNotes,
    [property: Id(5)] string? RejectedReason,
    [property: Id(6)] DateTimeOffset? DecidedAt,
    [property: Id(7)] DateTimeOffset? PublishedAt,
    [property: Id(8)] long Version
);
