using System.Net;

namespace Pivotal.Grains.Telephony.Telnyx;

/// <summary>One answer of the provider, before it is put into our words. Status 0: there was none.</summary>
internal sealed record TelnyxAnswer(
    HttpStatusCode Status,
    string Code,
    string Detail,
    CallAnswer.CallData? Call,
    TimeSpan RetryAfter = default,
    bool MayHaveStarted = true
)
{
    public IReadOnlyList<EventsAnswer.KnownEvent>? Events { get; init; }

    public static TelnyxAnswer None(string why, bool mayHaveStarted) => new(default, "", why, null, MayHaveStarted: mayHaveStarted);

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsRefusal => (int)Status is >= 400 and < 500 and not (408 or 429);
}

/// <summary>Error codes that mean something to us (Telnyx, API errors).</summary>
internal static class TelnyxCodes
{
    public const string UnknownCall = "90015";
    public const string CallEnded = "90018";
}
