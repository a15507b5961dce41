using Orleans;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Calls;

/// <param name="Answers">question id → answer, as the campaign's qualification form asks</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DisposeCall")]
public sealed record DisposeCall(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] string Disposition,
    [property: Id(2)] string Notes,
    [property: Id(3)] IReadOnlyDictionary<string, string> Answers,
    [property: Id(4)] DateTimeOffset? CallbackAt,
    [property: Id(5)] string NextStatus = "available",
    [property: Id(6)] string CallbackFor = CallbackFor.Team
);
