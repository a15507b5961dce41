using Orleans;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Calls;

/// <summary>Everything the desk needs to greet the person: sent in the push itself, so the screen needs no further request.</summary>
/// <param name="Status">answered, bridged, ended</param>
[GenerateSerializer, Immutable, Alias("Pivotal.CallCard")]
public sealed record CallCard(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] Guid CampaignId,
    [property: Id(2)] string CampaignName,
    [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset AnsweredAt,
    [property: Id(5)] DateTimeOffset? EndedAt,
    [property: Id(6)] DateTimeOffset? WrapUpUntil,
    [property: Id(7)] string Phone,
    [property: Id(8)] string TimeZone,
    [property: Id(9)] CallContact Contact,
    [property: Id(10)] CallAccount? Account,
    [property: Id(11)] string Script,
    [property: Id(12)] IReadOnlyList<Question> Questions,
    [property: Id(13)] int AttemptNo,
    [property: Id(14)] string? CarrierLegId
);

[GenerateSerializer, Immutable, Alias("Pivotal.CallContact")]
public sealed record CallContact(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string FullName,
    [property: Id(2)] string? FirstName,
    [property: Id(3)] string? JobTitle,
    [property: Id(4)] string Email,
    [property: Id(5)] string? City,
    [property: Id(6)] string? State,
    [property: Id(7)] string? Country,
    [property: Id(8)] string? LinkedinUrl
);

[GenerateSerializer, Immutable, Alias("Pivotal.CallAccount")]
public sealed record CallAccount(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Domain,
    [property: Id(3)] string? Industry,
    [property: Id(4)] string? StaffCountRange,
    [property: Id(5)] string? City,
    [property: Id(6)] string? Country
);
