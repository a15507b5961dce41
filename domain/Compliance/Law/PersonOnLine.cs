using Orleans;

namespace Pivotal.Domain.Compliance.Law;

/// <summary>Somebody who answered, by the two moments that laws count from.</summary>
/// <param name="PickedUpAt">by the carrier's report; what some laws count from</param>
/// <param name="KnownAt">when it was clear that a person is on the line, which with answering machine detection is later</param>
[GenerateSerializer, Immutable, Alias("Pivotal.PersonOnLine")]
public sealed record PersonOnLine([property: Id(0)] DateTimeOffset PickedUpAt, [property: Id(1)] DateTimeOffset KnownAt);
