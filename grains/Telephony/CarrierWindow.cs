using Orleans;

namespace Pivotal.Grains.Telephony;

/// <summary>What a carrier account has granted within its window, as it is carried to another silo and stored for the case that this one is lost. The grain's own and no business fact.</summary>
[GenerateSerializer, Alias("Pivotal.CarrierWindow")]
public sealed class CarrierWindow
{
    [Id(0)] public List<DialGrant> Grants { get; set; } = [];

    /// <summary>The carrier asked to be left alone until then.</summary>
    [Id(1)] public DateTimeOffset? ClosedUntil { get; set; }

    [Id(2)] public string? Reason { get; set; }
}

/// <param name="At">a tenth of a second in which so many were granted</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DialGrant")]
public readonly record struct DialGrant([property: Id(0)] DateTimeOffset At, [property: Id(1)] Guid Tenant, [property: Id(2)] int Count);
