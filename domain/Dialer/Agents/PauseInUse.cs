using Orleans;

namespace Pivotal.Domain.Dialer.Agents;

/// <param name="Until">when this break reaches its limit, or the day's; null: no limit</param>
[GenerateSerializer, Immutable, Alias("Pivotal.PauseInUse")]
public sealed record PauseInUse([property: Id(0)] string Code, [property: Id(1)] string Label, [property: Id(2)] DateTimeOffset? Until);
