using System.Globalization;
using Microsoft.Extensions.Configuration;
using Pivotal.Domain.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>How fast the carrier account may dial.</summary>
/// <param name="Dials">within any trailing five seconds, 1–10,000</param>
public sealed record DialLimit(int Dials)
{
    /// <summary><c>PIVOTAL_CARRIER_DIALS</c>: what the carrier has granted the account; 150 unless set, which is what every Telnyx account has (reference dialer.md D5).</summary>
    /// <exception cref="InvalidOperationException">Not a whole number in range.</exception>
    public static DialLimit From(IConfiguration configuration)
    {
        if (configuration["PIVOTAL_CARRIER_DIALS"] is not { Length: > 0 } text)
            return new(DialTokenWindow.TelnyxLimit);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var dials) && dials is >= 1 and <= 10_000
            ? new(dials)
            : throw new InvalidOperationException(
                $"PIVOTAL_CARRIER_DIALS is `{text}`; it has to be a whole number from 1 to 10000, the dials the carrier allows within five seconds."
            );
    }
}
