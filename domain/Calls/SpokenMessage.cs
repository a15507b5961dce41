using Orleans;

namespace Pivotal.Domain.Calls;

/// <summary>What is played to whoever answers and gets no agent.</summary>
/// <param name="Language">such as en-US</param>
/// <param name="ToMachines">a machine hears it too; otherwise it is hung up</param>
/// <param name="OptOutKey">0–9, * or #: whoever presses it is never called again; null: no key has an effect</param>
[GenerateSerializer, Immutable, Alias("Pivotal.SpokenMessage")]
public sealed record SpokenMessage(
    [property: Id(0)] string Text,
    [property: Id(1)] string Language,
    [property: Id(2)] bool ToMachines,
    [property: Id(3)] string? OptOutKey = null
);
