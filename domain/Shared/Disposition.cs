namespace Pivotal.Domain.Shared;

public static class Disposition
{
    public const string NoAnswer = "no_answer",
        Busy = "busy",
        Voicemail = "voicemail",
        VoicemailLeft = "voicemail_left",
        Connected = "connected",
        NotInterested = "not_interested",
        CallbackRequested = "callback_requested",
        Qualified = "qualified",
        DncRequest = "dnc_request",
        WrongNumber = "wrong_number",
        InvalidData = "invalid_data";

    public static readonly IReadOnlyList<string> All =
    [
        Connected,
        NotInterested,
        CallbackRequested,
        Qualified,
        DncRequest,
        WrongNumber,
        InvalidData,
        Voicemail,
        NoAnswer,
        Busy,
        VoicemailLeft,
    ];

    /// <summary>Counts towards an account's cap in mode positive_dispositions.</summary>
    public static bool IsPositive(string disposition) => disposition is Qualified or CallbackRequested;
}

/// <summary>By whom a promised callback is made.</summary>
public static class CallbackFor
{
    public const string Own = "own",
        Team = "team";
}
