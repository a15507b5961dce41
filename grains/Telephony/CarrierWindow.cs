using Orleans;
using Pivotal.Domain.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>What a carrier account has granted within its window, as it is carried to another silo and stored for the case that this one is lost. The grain's own and no business fact.</summary>
[GenerateSerializer, Alias("Pivotal.CarrierWindow")]
public sealed class CarrierWindow
{
    [Id(0)]
    public List<DialGrant> Grants { get; set; } = [];

    /// <summary>The carrier asked to be left alone until then.</summary>
    [Id(1)]
    public DateTimeOffset? ClosedUntil { get; set; }

    [Id(2)]
    public string? Reason { get; set; }
}
