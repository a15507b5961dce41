extern alias libphonenumber;

using System.Globalization;
using Google = libphonenumber::PhoneNumbers;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The one door for telephone numbers: whatever people or files write, to E.164. The numbering plans are those of libphonenumber.
/// Taken is what is possible in its country by its length, not only what is valid: numbers kept for fiction and ranges newer than the library's data are dialled like others,
/// as long as a country code or a trunk prefix tells that they are whole.
/// What would have to be guessed is refused, because a wrong number calls a stranger: a national number without a country, digits that a spreadsheet rounded away,
/// a number that fits another country than its row's, two numbers in one cell, a date or an address of a machine. Never throws, whatever the text.
/// </summary>
public static class PhoneNumbers
{
    /// <summary>Characters; longer is no telephone number.</summary>
    public const int MostText = 64;

    /// <summary>Everything there is to say; 3 to 4 µs. Where only the number is wanted, <see cref="Parse(string?, string?)"/> costs half.</summary>
    /// <param name="country">country of the person or the company, in any spelling; null or unknown leaves only numbers with a country code</param>
    public static PhoneReading Read(string? text, string? country = null) => Read(text, Countries.Find(country));

    /// <inheritdoc cref="Read(string?, string?)"/>
    public static PhoneReading Read(string? text, Country? country)
    {
        var verdict = NumberChoice.Understand(text, country, out var found);
        if (verdict < PhoneVerdict.Possible)
            return new(verdict);
        var type = NumberingPlan.TypeOf(found.Number);
        return new(
            type == PhoneType.Unknown ? verdict : PhoneVerdict.Valid,
            found.E164,
            found.Extension,
            NumberingPlan.Library.GetRegionCodeForNumber(found.Number),
            type
        );
    }

    /// <summary>The number when it may be stored and dialled, otherwise null.</summary>
    /// <param name="country">country of the person or the company, in any spelling; null or unknown leaves only numbers with a country code</param>
    public static PhoneNumber? Parse(string? text, string? country = null) => Parse(text, Countries.Find(country));

    /// <inheritdoc cref="Parse(string?, string?)"/>
    public static PhoneNumber? Parse(string? text, Country? country) =>
        NumberChoice.Understand(text, country, out var found) >= PhoneVerdict.Possible
            ? new PhoneNumber(found.E164, found.Extension)
            : null;

    /// <summary>The number alone, or null.</summary>
    public static string? Normalize(string? text, string? country = null) => Parse(text, country)?.E164;

    /// <summary>Is this the stored form, + and 7 to 15 digits, the first not zero (ITU-T E.164)?</summary>
    public static bool IsE164(string? number) =>
        number is { Length: >= 8 and <= 16 }
        && number[0] == '+'
        && number[1] is >= '1' and <= '9'
        && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    /// <summary>ITU-T E.164 country code, for example 44; null where nobody has a telephone of his own plan.</summary>
    public static string? CallingCode(Country country) =>
        NumberingPlan.Library.GetCountryCodeForRegion(country.Code) is > 0 and var code
            ? code.ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>IANA zones in which a number of this form may be, by the library's map; empty where that knows no place.</summary>
    internal static IReadOnlyList<string> ZonesOf(string e164)
    {
        var zones = Google.PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(NumberingPlan.Library.Parse(e164, null));
        return [.. zones.Where(z => TimeZoneInfo.TryFindSystemTimeZoneById(z, out _) && !z.StartsWith("Etc/", StringComparison.Ordinal))];
    }

    /// <summary>What stored numbers begin with when somebody types the start of one: "+1 (202) 55" → +120255. Null when the text is no start of a number with its country code.</summary>
    public static string? Start(string? typed)
    {
        if (Normalize(typed) is { } whole)
            return whole;
        if (typed is null or { Length: > MostText } || !PhoneSpelling.Split(typed.Trim(), out var number, out var tail) || tail.Length > 0)
            return null;
        var start = number.Replace(" ", "");
        if (start.StartsWith("00", StringComparison.Ordinal))
            start = $"+{start[2..]}";
        return start is ['+', >= '1' and <= '9', ..] ? start : null;
    }

    /// <summary>
    /// As <see cref="Parse(string?, Country?)"/>, but null for a shared-cost or premium-rate number: by the numbering plan nobody in person has one, the caller pays for it, and in a person's row it is
    /// more often another country's number that lost its plus ("1860 870 4406" with India: 860 is Connecticut). A company may have one.
    /// </summary>
    public static PhoneNumber? ParsePersonal(string? text, Country? country) =>
        NumberChoice.Understand(text, country, out var found) >= PhoneVerdict.Possible && PaidBy(found) == PhoneType.Unknown
            ? new PhoneNumber(found.E164, found.Extension)
            : null;

    /// <summary>The number alone, or null.</summary>
    public static string? NormalizePersonal(string? text, string? country) => ParsePersonal(text, Countries.Find(country))?.E164;

    /// <summary>Why the text is no number of a person, for whoever wrote it; null when it is one.</summary>
    public static string? PersonalFault(string? text, Country? country)
    {
        var verdict = NumberChoice.Understand(text, country, out var found);
        return verdict < PhoneVerdict.Possible
            ? new PhoneReading(verdict).Fault
            : PaidBy(found) switch
            {
                PhoneType.SharedCost => "By its country's numbering plan this is a shared-cost number, which no person has.",
                PhoneType.PremiumRate => "By its country's numbering plan this is a premium-rate number, which no person has.",
                _ => null,
            };
    }

    /// <summary><see cref="PhoneType.SharedCost"/>, <see cref="PhoneType.PremiumRate"/>, or unknown: neither.</summary>
    private static PhoneType PaidBy(FoundNumber found)
    {
        // North America has the one area code for both, and is most of what is imported.
        if (found.Number.CountryCode == 1)
            return found.E164.AsSpan(2, 3) is "900" ? PhoneType.PremiumRate : PhoneType.Unknown;
        return NumberingPlan.TypeOf(found.Number) is var type and (PhoneType.SharedCost or PhoneType.PremiumRate)
            ? type
            : PhoneType.Unknown;
    }
}
