using Orleans;

namespace Pivotal.Domain.Dialer.Places;

/// <param name="Granted">the use is reserved or counted; of a release: something was given back</param>
/// <param name="Reserved">uses that may still come to count</param>
/// <param name="Committed">uses that count</param>
/// <param name="Anew">it was this question that reserved the place; it was not held before</param>
[GenerateSerializer, Immutable, Alias("Pivotal.CapDecision")]
public sealed record CapDecision(
    [property: Id(0)] bool Granted,
    [property: Id(1)] int Reserved,
    [property: Id(2)] int Committed,
    [property: Id(3)] bool Anew = false
);
