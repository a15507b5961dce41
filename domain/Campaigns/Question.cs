using Orleans;

namespace Pivotal.Domain.Campaigns;

/// <param name="Id">of the question, kept for its life</param>
/// <param name="Text">as the agent asks it, 1–500 characters</param>
/// <param name="Kind">text, choice, yes_no, number, date</param>
/// <param name="Options">of a choice, 2–100; of others none</param>
/// <param name="Required">a lead needs an answer</param>
[GenerateSerializer, Immutable, Alias("Pivotal.Question")]
public sealed record Question(
    [property: Id(0)] string Id,
    [property: Id(1)] string Text,
    [property: Id(2)] string Kind,
    [property: Id(3)] IReadOnlyList<string> Options,
    [property: Id(4)] bool Required
);
