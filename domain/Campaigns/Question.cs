using Orleans;

namespace Pivotal.Domain.Campaigns;

/// <param name="Kind">text, choice, yes_no, number, date</param>
[GenerateSerializer, Immutable, Alias("Pivotal.Question")]
public sealed record Question(
    [property: Id(0)] string Id,
    [property: Id(1)] string Text,
    [property: Id(2)] string Kind,
    [property: Id(3)] IReadOnlyList<string> Options,
    [property: Id(4)] bool Required
);
