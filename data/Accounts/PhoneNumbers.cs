using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pivotal.Data.Accounts;

/// <summary>A number in E.164 form and the extension that stood behind it.</summary>
public readonly record struct PhoneNumber(string E164, string? Extension);

/// <summary>
/// Phone numbers as they stand in files, to E.164. Country codes and lengths come from <see cref="Countries"/>; numbers reserved for fiction pass like real ones.
/// A number of impossible length, or without any way to know its country, is refused.
/// </summary>
public static partial class PhoneNumbers
{
    [GeneratedRegex(@"(?:\s*[,;/]?\s*(?:extension|extn|ext|x|#|durchwahl|dw|poste|anexo)\.?\s*:?\s*(?<ext>\d{1,8}))\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExtensionPattern();

    [GeneratedRegex(@"^\+?\d+([.,]\d+)?[eE]\+?\d{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex ScientificPattern();

    /// <param name="country">country of the person or the company, in any spelling; null or unknown leaves only numbers with a country code</param>
    public static PhoneNumber? Parse(string? text, string? country = null) => Parse(text, Countries.Find(country));

    public static PhoneNumber? Parse(string? text, Country? country)
    {
        var value = (text ?? "").Trim().TrimStart('\'');
        if (value.Length is < 4 or > 60)
            return null;
        if (value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            value = value[4..];
        string? extension = null;
        if (value.AsSpan().ContainsAnyInRange('A', 'z') || value.Contains('#'))
        {
            if (ScientificPattern().IsMatch(value))
            {
                if (!decimal.TryParse(value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number != decimal.Truncate(number))
                    return null;
                value = number.ToString("0", CultureInfo.InvariantCulture);
            }
            else if (ExtensionPattern().Match(value) is { Success: true } match)
            {
                extension = match.Groups["ext"].Value;
                value = value[..match.Index];
            }
        }

        return Digits(value, out var international) is { } digits && E164(digits, international, country) is { } e164 ? new PhoneNumber(e164, extension) : null;
    }

    /// <summary>The number alone, or null.</summary>
    public static string? Normalize(string? text, string? country = null) => Parse(text, country)?.E164;

    /// <summary>Null when something stands in the text that belongs to no phone number.</summary>
    private static string? Digits(string value, out bool international)
    {
        international = false;
        var digits = new StringBuilder(value.Length);
        // "+44 (0) 20 …": the bracketed zero is the trunk prefix, dialled only inside the country.
        var body = value.Contains("(0)", StringComparison.Ordinal) && value.TrimStart().StartsWith('+') ? value.Replace("(0)", " ") : value;
        foreach (var c in body)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is var digit and >= 0)
                digits.Append((char)('0' + digit));
            else if (c is '+' or '\uff0b' && digits.Length == 0 && !international)
                international = true;
            else if (!char.IsWhiteSpace(c) && !"()-./\u2010\u2011\u2012\u2013\u2212\u00b7[]\u200e\u202a\u202c".Contains(c))
                return null;
        }

        return digits.Length is < 4 or > 18 ? null : digits.ToString();
    }

    private static string? E164(string digits, bool international, Country? country)
    {
        if (!international && digits.StartsWith("00", StringComparison.Ordinal))
            (digits, international) = (digits[2..], true);
        else if (!international && digits.StartsWith("011", StringComparison.Ordinal) && country?.CallingCode == "1")
            (digits, international) = (digits[3..], true);

        if (international)
            return Countries.OfNumber(digits) is { } named ? InCountry(digits[named.CallingCode.Length..], named) : null;
        if (country is not null)
        {
            // "44 20 7946 0018" in a British row: too long for a national number, and it starts with the calling code.
            var national = InCountry(digits, country);
            return national ?? (digits.StartsWith(country.CallingCode, StringComparison.Ordinal) ? InCountry(digits[country.CallingCode.Length..], country) : null)
                ?? Foreign(digits, country);
        }

        // Without a country only a number that can be nothing but complete: long, and beginning with a calling code.
        return digits.Length >= 11 && Countries.OfNumber(digits) is { } guess ? InCountry(digits[guess.CallingCode.Length..], guess) : null;
    }

    /// <summary>A number that is impossible in its row's country but complete with another calling code, as spreadsheets leave it when they eat the plus sign.</summary>
    private static string? Foreign(string digits, Country country) =>
        digits.Length >= 11 && digits[0] != '0' && Countries.OfNumber(digits) is { } other && other.CallingCode != country.CallingCode
            ? InCountry(digits[other.CallingCode.Length..], other)
            : null;

    private static string? InCountry(string national, Country country)
    {
        if (country.Trunk.Length > 0 && national.StartsWith(country.Trunk, StringComparison.Ordinal)
            && (Fits(national[country.Trunk.Length..], country) || !Fits(national, country)))
            national = national[country.Trunk.Length..];
        if (!Fits(national, country) || (country.CallingCode == "1" && !IsNorthAmerican(national)))
            return null;
        var e164 = $"+{country.CallingCode}{national}";
        return e164.Length <= 16 ? e164 : null;
    }

    private static bool Fits(string national, Country country) =>
        national.Length >= country.MinLength && national.Length <= country.MaxLength && (national[0] != '0' || country.Trunk.Length == 0 || country.Trunk[0] != '0');

    // NANP: area code and exchange begin with 2–9.
    private static bool IsNorthAmerican(string national) => national[0] >= '2' && national[3] >= '2';
}
