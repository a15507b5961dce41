namespace Pivotal.Domain.Calls;

/// <summary>call_attempts.status, in the order a call goes through them.</summary>
public static class CallStatus
{
    public const string Intent = "intent",
        Dialing = "dialing",
        Ringing = "ringing",
        Answered = "answered",
        Bridged = "bridged",
        Ended = "ended";
}
