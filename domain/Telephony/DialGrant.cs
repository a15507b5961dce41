using Orleans;

namespace Pivotal.Domain.Telephony;

/// <param name="At">a tenth of a second in which so many were granted</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DialGrant")]
public readonly record struct DialGrant([property: Id(0)] DateTimeOffset At, [property: Id(1)] Guid Tenant, [property: Id(2)] int Count);
