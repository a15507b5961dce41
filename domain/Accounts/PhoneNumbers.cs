extern alias libphonenumber;

using System.Globalization;
using System.Text.RegularExpressions;
using Google = libphonenumber::PhoneNumbers;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The one door for telephone numbers: whatever people or files write, to E.164. The numbering plans are those of libphonenumber.
/// Taken is what is possible in its country by its length, not only what is valid: numbers kept for fiction and ranges newer than the library's data are dialled like others,
/// as long as a country code or a trunk prefix tells that they are whole.
/// What would have to be guessed is refused, because a wrong number calls a stranger: a national number without a country, digits that a spreadsheet rounded away,
/// a number that fits another country than its row's, two numbers in one cell, a date or an address of a machine. Never throws, whatever the text.
/// </summary>
public static partial class PhoneNumbers
{
    /// <summary>Characters; longer is no telephone number.</summary>
    public const int MostText = 64;

    // ITU-T E.164 has 15 digits; an international prefix (at most 5) and a trunk prefix may stand before them.
    private const int MostDigits = 21;
    private const int MostExtension = 11;

    private static readonly Google.PhoneNumberUtil Library = Google.PhoneNumberUtil.GetInstance();

    /// <summary>By how many digits are written: the calling codes whose national numbers may be that long, with the trunk prefix before them or none.</summary>
    private static readonly ILookup<int, (int Code, string Trunk)> Plans =
        (from region in Library.GetSupportedRegions()
         from trunk in new[] { "", Library.GetNddPrefixForRegion(region, true) ?? "" }
         let plan = (Code: Library.GetCountryCodeForRegion(region), Trunk: trunk)
         from digits in Enumerable.Range(FewestWithCountryCode, 16 - FewestWithCountryCode)
         where Library.IsPossibleNumber(National(plan.Code, new string('9', digits - plan.Trunk.Length)))
         select (digits, plan)).Distinct().ToLookup(p => p.digits, p => p.plan);

    // The library knows ext, x, int, #, доб, anexo and more; these are words of our customers' files beside them.
    [GeneratedRegex(@"\b(?:durchwahl|dw|app(?:arat)?|nebenstelle|poste|toestel)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherExtensionWords();

    [GeneratedRegex(@"^[A-Za-z](?:[ -]?[A-Za-z0-9]){2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Vanity();

    /// <summary>Everything there is to say; 3 to 4 µs. Where only the number is wanted, <see cref="Parse(string?, string?)"/> costs half.</summary>
    /// <param name="country">country of the person or the company, in any spelling; null or unknown leaves only numbers with a country code</param>
    public static PhoneReading Read(string? text, string? country = null) => Read(text, Countries.Find(country));

    /// <inheritdoc cref="Read(string?, string?)"/>
    public static PhoneReading Read(string? text, Country? country)
    {
        var verdict = Understand(text, country, out var found);
        if (verdict < PhoneVerdict.Possible)
            return new(verdict);
        var type = TypeOf(found.Number);
        return new(type == PhoneType.Unknown ? verdict : PhoneVerdict.Valid, found.E164, found.Extension, Library.GetRegionCodeForNumber(found.Number), type);
    }

    /// <summary>The number when it may be stored and dialled, otherwise null.</summary>
    /// <param name="country">country of the person or the company, in any spelling; null or unknown leaves only numbers with a country code</param>
    public static PhoneNumber? Parse(string? text, string? country = null) => Parse(text, Countries.Find(country));

    /// <inheritdoc cref="Parse(string?, string?)"/>
    public static PhoneNumber? Parse(string? text, Country? country) =>
        Understand(text, country, out var found) >= PhoneVerdict.Possible ? new PhoneNumber(found.E164, found.Extension) : null;

    /// <summary>The number alone, or null.</summary>
    public static string? Normalize(string? text, string? country = null) => Parse(text, country)?.E164;

    /// <summary>Is this the stored form, + and 7 to 15 digits, the first not zero (ITU-T E.164)?</summary>
    public static bool IsE164(string? number) =>
        number is { Length: >= 8 and <= 16 } && number[0] == '+' && number[1] is >= '1' and <= '9' && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    /// <summary>ITU-T E.164 country code, for example 44; null where nobody has a telephone of his own plan.</summary>
    public static string? CallingCode(Country country) => Library.GetCountryCodeForRegion(country.Code) is > 0 and var code ? code.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>IANA zones in which a number of this form may be, by the library's map; empty where that knows no place.</summary>
    internal static IReadOnlyList<string> ZonesOf(string e164)
    {
        var zones = Google.PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(Library.Parse(e164, null));
        return [.. zones.Where(z => TimeZoneInfo.TryFindSystemTimeZoneById(z, out _) && !z.StartsWith("Etc/", StringComparison.Ordinal))];
    }

    /// <summary>What stored numbers begin with when somebody types the start of one: "+1 (202) 55" → +120255. Null when the text is no start of a number with its country code.</summary>
    public static string? Start(string? typed)
    {
        if (Normalize(typed) is { } whole)
            return whole;
        if (typed is null or { Length: > MostText } || !Split(typed.Trim(), out var number, out var tail) || tail.Length > 0)
            return null;
        var start = number.Replace(" ", "");
        if (start.StartsWith("00", StringComparison.Ordinal))
            start = $"+{start[2..]}";
        return start is ['+', >= '1' and <= '9', ..] ? start : null;
    }

    private readonly record struct Found(Google.PhoneNumber Number, string E164, string? Extension);

    private static PhoneVerdict Understand(string? text, Country? country, out Found found)
    {
        found = default;
        if (text is null)
            return PhoneVerdict.NotANumber;
        // A spreadsheet keeps a number as text by an apostrophe or as ="…".
        var value = text.AsSpan().Trim().TrimStart("'=\"").TrimEnd('"').ToString();
        if (value.Length > MostText)
            return PhoneVerdict.NotANumber;
        if (value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            value = value[4..];
        var region = country is not null && Library.GetCountryCodeForRegion(country.Code) > 0 ? country.Code : null;
        if (Unrounded(value) is not { } whole || (IsDateOrAddress(whole) && !IsSixDigitsAtHome(whole, region)) || !Split(whole, out var number, out var tail) || HoldsTwo(number))
            return PhoneVerdict.NotANumber;
        number = number.Replace('/', ' ');
        var digits = number.Count(char.IsAsciiDigit);
        if (digits == 0)
            return PhoneVerdict.NotANumber;
        if (digits > MostDigits || tail.Count(char.IsAsciiDigit) > MostExtension)
            return PhoneVerdict.TooLong;

        if (number[0] == '+')
            return International(number, tail, value, country, out found);
        return region is null ? WithoutCountry(number, tail, value, out found) : InCountry(number, tail, value, country!, out found);
    }

    private static PhoneVerdict Judge(string number, string tail, string? region, out Found found)
    {
        found = default;
        Google.PhoneNumber parsed;
        try
        {
            parsed = Library.ParseAndKeepRawInput(tail.Length == 0 ? number : $"{number} {OtherExtensionWords().Replace(tail, "ext")}", region);
        }
        catch (Google.NumberParseException e)
        {
            return e.ErrorType switch
            {
                Google.ErrorType.TOO_SHORT_NSN or Google.ErrorType.TOO_SHORT_AFTER_IDD => PhoneVerdict.TooShort,
                Google.ErrorType.TOO_LONG => PhoneVerdict.TooLong,
                _ => PhoneVerdict.NotANumber,
            };
        }

        var extension = parsed.HasExtension ? parsed.Extension : null;
        // What stands behind a number is its extension and nothing else, or the word of a vanity number.
        if (tail.Length > 0 && (extension is null ? !IsVanity(parsed, tail) : extension != string.Concat(tail.Where(char.IsAsciiDigit))))
            return PhoneVerdict.NotANumber;
        switch (Library.IsPossibleNumberWithReason(parsed))
        {
            case Google.PhoneNumberUtil.ValidationResult.IS_POSSIBLE:
                break;
            case Google.PhoneNumberUtil.ValidationResult.TOO_LONG:
                return PhoneVerdict.TooLong;
            case Google.PhoneNumberUtil.ValidationResult.INVALID_COUNTRY_CODE:
                return PhoneVerdict.NotANumber;
            default:
                return PhoneVerdict.TooShort;
        }

        var e164 = Library.Format(parsed, Google.PhoneNumberFormat.E164);
        if (e164.Length > 16)
            return PhoneVerdict.TooLong;
        if (!IsE164(e164))
            return PhoneVerdict.TooShort;
        if (parsed.CountryCode == 1 && !IsNorthAmerican(e164) || !ReadsBack(e164) || IsFiller(parsed) || IsDoubled(parsed, e164))
            return PhoneVerdict.NotANumber;
        found = new(parsed, e164, extension);
        return PhoneVerdict.Possible;
    }

    /// <summary>1-800-FLOWERS: letters are taken for keys only where they lead to a number that companies spell, so that "030 1234 Bob" is none.</summary>
    private static bool IsVanity(Google.PhoneNumber number, string tail) =>
        Vanity().IsMatch(tail) && TypeOf(number) is PhoneType.TollFree or PhoneType.SharedCost or PhoneType.PremiumRate or PhoneType.Universal;

    // NANP: area code and exchange begin with 2–9. The library's lengths alone would let 123-456-7890 through.
    private static bool IsNorthAmerican(string e164) => e164[2] >= '2' && e164[5] >= '2';

    /// <summary>"999-999-9999" stands where somebody had to write something.</summary>
    private static bool IsFiller(Google.PhoneNumber number)
    {
        var rest = number.NationalNumber;
        for (var digit = rest % 10; rest > 0; rest /= 10)
            if (rest % 10 != digit) return false;
        return !Library.IsValidNumber(number);
    }

    /// <summary>"+49 49 30 901820", "049 30 901820": the country's code once more, before a number that is whole with one.</summary>
    private static bool IsDoubled(Google.PhoneNumber number, string e164)
    {
        var code = number.CountryCode.ToString(CultureInfo.InvariantCulture);
        var rest = e164[(1 + code.Length)..];
        return rest.StartsWith(code, StringComparison.Ordinal) && !Library.IsValidNumber(number) && Judge($"+{rest}", "", null, out var once) >= PhoneVerdict.Possible && Library.IsValidNumber(once.Number);
    }

    /// <summary>What is stored has to mean the same when it is read again; a number of no known range may lose a digit that looks like a trunk prefix.</summary>
    private static bool ReadsBack(string e164)
    {
        try
        {
            return Library.Format(Library.Parse(e164, null), Google.PhoneNumberFormat.E164) == e164;
        }
        catch (Google.NumberParseException)
        {
            return false;
        }
    }

    private static PhoneType TypeOf(Google.PhoneNumber number) => Library.GetNumberType(number) switch
    {
        Google.PhoneNumberType.FIXED_LINE => PhoneType.FixedLine,
        Google.PhoneNumberType.MOBILE => PhoneType.Mobile,
        Google.PhoneNumberType.FIXED_LINE_OR_MOBILE => PhoneType.FixedLineOrMobile,
        Google.PhoneNumberType.TOLL_FREE => PhoneType.TollFree,
        Google.PhoneNumberType.PREMIUM_RATE => PhoneType.PremiumRate,
        Google.PhoneNumberType.SHARED_COST => PhoneType.SharedCost,
        Google.PhoneNumberType.VOIP => PhoneType.Voip,
        Google.PhoneNumberType.PERSONAL_NUMBER => PhoneType.Personal,
        Google.PhoneNumberType.PAGER => PhoneType.Pager,
        Google.PhoneNumberType.UAN => PhoneType.Universal,
        Google.PhoneNumberType.VOICEMAIL => PhoneType.Voicemail,
        _ => PhoneType.Unknown,
    };
}
