namespace Pivotal.Domain.Accounts;

/// <summary>A number that may be stored and dialled, and the extension that stood behind it.</summary>
/// <param name="E164">7 to 15 digits behind a plus</param>
/// <param name="Extension">1 to 11 digits; it is not part of what is stored and dialled</param>
public readonly record struct PhoneNumber(string E164, string? Extension);

/// <summary>How far a text is a telephone number.</summary>
public enum PhoneVerdict
{
    NotANumber,

    /// <summary>Lacks digits: a local number without its area code, for example.</summary>
    TooShort,
    TooLong,

    /// <summary>Fits no range of its country in any reading, or as well a number of another one.</summary>
    Unclear,

    /// <summary>As long as numbers of its country are, but in no range that is given out as far as the library knows; a range kept for fiction or a new one. It may be stored and dialled.</summary>
    Possible,

    /// <summary>In a range that is given out.</summary>
    Valid,
}

public enum PhoneType
{
    Unknown,
    FixedLine,
    Mobile,

    /// <summary>The plan does not tell them apart, as in North America.</summary>
    FixedLineOrMobile,
    TollFree,
    PremiumRate,
    SharedCost,
    Voip,
    Personal,
    Pager,

    /// <summary>A company's number without a place.</summary>
    Universal,
    Voicemail,
}

/// <summary>All that can be said about a text that stands where a telephone number should.</summary>
/// <param name="E164">null unless the verdict is <see cref="PhoneVerdict.Possible"/> or <see cref="PhoneVerdict.Valid"/></param>
/// <param name="Region">ISO 3166-1 alpha-2, or 001 for a number of no country; null when several share the calling code and no plan of theirs has it</param>
/// <param name="Type"><see cref="PhoneType.Unknown"/> unless the verdict is <see cref="PhoneVerdict.Valid"/></param>
public sealed record PhoneReading(
    PhoneVerdict Verdict,
    string? E164 = null,
    string? Extension = null,
    string? Region = null,
    PhoneType Type = PhoneType.Unknown
)
{
    /// <summary>Why the number was not taken, for the person who wrote it; null when it was.</summary>
    public string? Fault =>
        Verdict switch
        {
            PhoneVerdict.NotANumber => "This is not a telephone number.",
            PhoneVerdict.TooShort => "The number is too short: digits, the area code or the country is missing.",
            PhoneVerdict.TooLong => "The number is too long.",
            PhoneVerdict.Unclear => "It is unclear which country's number this is: write it with + and the country code.",
            _ => null,
        };
}
