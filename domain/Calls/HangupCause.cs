using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Calls;

/// <summary>Why a call that nobody answered ended. Causes in Telnyx's words, which follow ITU-T Q.850.</summary>
public static class HangupCause
{
    /// <summary>Our own: the carrier lost sight of the leg, or no event ever came.</summary>
    public const string Lost = "lost",
        CarrierRejected = "carrier_rejected";

    public static string Outcome(string? cause) =>
        cause switch
        {
            "user_busy" => Shared.Outcome.Busy,
            "timeout" or "no_answer" or "originator_cancel" or "normal_clearing" or "call_rejected" => Shared.Outcome.NoAnswer,
            "not_found" or "unallocated_number" or "invalid_number_format" => Shared.Outcome.InvalidNumber,
            _ => Shared.Outcome.Failed,
        };
}
