using System.Globalization;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Agents;

internal static class PreviewRefusals
{
    public static Refusal Gone() => new(RefusalKind.Conflict, "previews.gone", "This contact is not on your screen any more.", "/callId");

    public static Refusal NoSkipLeft(int perHour) =>
        new(
            RefusalKind.Conflict,
            "previews.no_skip_left",
            string.Create(
                CultureInfo.InvariantCulture,
                $"You have skipped {perHour} contacts within an hour, which is all the campaign allows."
            )
        );

    public static Refusal NotFree() => new(RefusalKind.Conflict, "agents.not_free", "Become available first, and finish what you have.");

    public static Refusal Mode(string mode) => new(RefusalKind.Conflict, "calls.mode", $"The campaign dials by itself ({mode}).");

    public static Refusal NotRunning() => new(RefusalKind.Conflict, "campaigns.not_running", "The campaign is not running.");

    public static Refusal UnknownNumber() =>
        new(RefusalKind.Invalid, "calls.unknown_number", "No contact of yours has this number.", "/phone");

    public static Refusal NotAllowed(DialVerdict verdict) =>
        new(RefusalKind.Conflict, "calls.not_allowed", $"This contact may not be dialled now: {verdict.Reason}.");
}
