using Orleans;

namespace Pivotal.Domain.Calls;

[GenerateSerializer, Immutable, Alias("Pivotal.CallDisposed")]
public sealed record CallDisposed(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] Guid ContactId,
    [property: Id(2)] Guid? AccountId,
    [property: Id(3)] string Disposition,
    [property: Id(4)] DateTimeOffset? CallbackAt
);
