using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Calls;

internal static class SupervisionRefusals
{
    public static Refusal NotLive() => new(RefusalKind.Conflict, "supervision.not_live", "Nobody is talking on this call.");

    public static Refusal Taken() => new(RefusalKind.Conflict, "supervision.taken", "Another supervisor is on this call.");

    public static Refusal NotOn() => new(RefusalKind.Conflict, "supervision.not_on", "You are not on this call.");

    public static Refusal Carrier() =>
        new(RefusalKind.Unavailable, "supervision.carrier", "The carrier could not be reached. Try again in a moment.");

    public static Refusal NoCall() => new(RefusalKind.NotFound, "not_found", "There is no such call.");
}
