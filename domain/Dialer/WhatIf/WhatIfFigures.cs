using Orleans;

namespace Pivotal.Domain.Dialer.WhatIf;

/// <param name="Utilisation">share of the signed-in time with a call or its wrap-up, 0–1</param>
/// <param name="AbandonRate">abandoned ÷ answered by a person, 0–1</param>
/// <param name="WorstAbandonRate">of the runs</param>
[GenerateSerializer, Immutable, Alias("Pivotal.WhatIfFigures")]
public sealed record WhatIfFigures(
    [property: Id(0)] double Utilisation,
    [property: Id(1)] int Dials,
    [property: Id(2)] int Answered,
    [property: Id(3)] int Connected,
    [property: Id(4)] int Abandoned,
    [property: Id(5)] double AbandonRate,
    [property: Id(6)] double WorstAbandonRate
);
