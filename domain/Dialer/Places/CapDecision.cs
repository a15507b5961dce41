using Orleans;

namespace Pivotal.Domain.Dialer.Places;

[GenerateSerializer, Immutable, Alias("Pivotal.CapDecision")]
public sealed record CapDecision([property: Id(0)] bool Granted, [property: Id(1)] int Reserved, [property: Id(2)] int Committed);
