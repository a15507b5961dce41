using Microsoft.Extensions.Configuration;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>Which carrier account a tenant dials through, and how fast each may dial. Today the installation has one, from its settings, and every tenant shares it.</summary>
internal sealed class CarrierAccounts(IConfiguration configuration, DialLimit limit)
{
    private readonly CarrierAccount _only = new(
        "telnyx",
        configuration["PIVOTAL_TELNYX_CONNECTION"] is { Length: > 0 } connection ? connection : "none",
        "us"
    );

    public CarrierAccount Of(Guid tenant) => _only;

    /// <param name="key">of the account's grain</param>
    public DialLimit LimitOf(string key) => limit;
}
