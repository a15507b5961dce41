using Orleans;

namespace Pivotal.Domain.Calls;

/// <param name="Reason">rate_limited, carrier_unavailable, carrier_rejected, too_late</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DialRefused")]
public sealed record DialRefused(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] Guid ContactId,
    [property: Id(2)] string Reason,
    [property: Id(3)] TimeSpan RetryAfter
)
{
    /// <summary>The carrier refuses this very dial.</summary>
    public const string CarrierRejected = "carrier_rejected";

    /// <summary>The order came too late to be carried out safely.</summary>
    public const string TooLate = "too_late";
}
