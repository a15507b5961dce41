extern alias libphonenumber;

using System.Globalization;
using System.Text.RegularExpressions;
using Google = libphonenumber::PhoneNumbers;

namespace Pivotal.Domain.Accounts;

/// <summary>A number that digits were read as.</summary>
internal readonly record struct FoundNumber(Google.PhoneNumber Number, string E164, string? Extension);

/// <summary>What the numbering plans say of digits, which are libphonenumber's: one reading at a time.</summary>
internal static partial class NumberingPlan
{
    public static readonly Google.PhoneNumberUtil Library = Google.PhoneNumberUtil.GetInstance();

    // The library knows ext, x, int, #, доб, anexo and more; these are words of our customers' files beside them.
    [GeneratedRegex(
        @"\b(?:durchwahl|dw|app(?:arat)?|nebenstelle|poste|toestel)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex OtherExtensionWords();

    [GeneratedRegex(@"^[A-Za-z](?:[ -]?[A-Za-z0-9]){2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Vanity();

    public static PhoneVerdict Judge(string number, string tail, string? region, out FoundNumber found)
    {
        found = default;
        Google.PhoneNumber parsed;
        try
        {
            parsed = Library.ParseAndKeepRawInput(
                tail.Length == 0 ? number : $"{number} {OtherExtensionWords().Replace(tail, "ext")}",
                region
            );
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
        if (!PhoneNumbers.IsE164(e164))
            return PhoneVerdict.TooShort;
        if (parsed.CountryCode == 1 && !IsNorthAmerican(e164) || !ReadsBack(e164) || IsFiller(parsed) || IsDoubled(parsed, e164))
            return PhoneVerdict.NotANumber;
        found = new(parsed, e164, extension);
        return PhoneVerdict.Possible;
    }

    /// <summary>1-800-FLOWERS: letters are taken for keys only where they lead to a number that companies spell, so that "030 1234 Bob" is none.</summary>
    private static bool IsVanity(Google.PhoneNumber number, string tail) =>
        Vanity().IsMatch(tail)
        && TypeOf(number) is PhoneType.TollFree or PhoneType.SharedCost or PhoneType.PremiumRate or PhoneType.Universal;

    // NANP: area code and exchange begin with 2–9. The library's lengths alone would let 123-456-7890 through.
    private static bool IsNorthAmerican(string e164) => e164[2] >= '2' && e164[5] >= '2';

    /// <summary>"999-999-9999" stands where somebody had to write something.</summary>
    private static bool IsFiller(Google.PhoneNumber number)
    {
        var rest = number.NationalNumber;
        for (var digit = rest % 10; rest > 0; rest /= 10)
            if (rest % 10 != digit)
                return false;
        return !Library.IsValidNumber(number);
    }

    /// <summary>"+49 49 30 901820", "049 30 901820": the country's code once more, before a number that is whole with one.</summary>
    private static bool IsDoubled(Google.PhoneNumber number, string e164)
    {
        var code = number.CountryCode.ToString(CultureInfo.InvariantCulture);
        var rest = e164[(1 + code.Length)..];
        return rest.StartsWith(code, StringComparison.Ordinal)
            && !Library.IsValidNumber(number)
            && Judge($"+{rest}", "", null, out var once) >= PhoneVerdict.Possible
            && Library.IsValidNumber(once.Number);
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

    public static PhoneType TypeOf(Google.PhoneNumber number) =>
        Library.GetNumberType(number) switch
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
