using System.Globalization;
using System.Text;

namespace Pivotal.Data.Accounts;

/// <summary>Amounts as people write them: "$1,234,567.89", "1.234.567,89 €", "12.5M", "3 bn", "4.4E+8".</summary>
public static class Money
{
    // numeric(20,2)
    private const decimal Max = 999_999_999_999_999_999.99m;

    /// <summary>The amount rounded to cents, or null when the text is no amount.</summary>
    public static decimal? Parse(string? text)
    {
        var value = (text ?? "").Trim();
        var negative = value.StartsWith('-') || (value.StartsWith('(') && value.EndsWith(')'));
        var digits = new StringBuilder(value.Length);
        var letters = new StringBuilder();
        foreach (var c in value.ToLowerInvariant())
        {
            if (char.IsAsciiDigit(c) || c is '.' or ',')
                (letters.Length > 0 && letters.ToString() != "e" ? letters : digits).Append(c);
            else if (char.IsLetter(c) && digits.Length > 0)
                letters.Append(c);
        }

        // "4.40E+11" is what a spreadsheet made of a long number.
        if (letters.Length > 0 && letters[0] == 'e' && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var scientific))
            return Bounded(scientific);
        var factor = Factor(letters.ToString());
        if (factor is null || !decimal.TryParse(Plain(digits.ToString()), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > Max / factor)
            return null;
        return Bounded((negative ? -number : number) * factor.Value);
    }

    private static decimal? Bounded(decimal amount) => Math.Abs(amount) > Max ? null : Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static decimal? Factor(string unit) => unit switch
    {
        "" or "usd" or "eur" or "gbp" => 1,
        "k" or "thousand" => 1_000,
        "m" or "mm" or "mn" or "mio" or "million" or "mil" => 1_000_000,
        "b" or "bn" or "billion" => 1_000_000_000,
        "t" or "tn" or "trillion" => 1_000_000_000_000,
        _ => null,
    };

    /// <summary>Only the last separator can be the decimal one, and only when it stands once and not before exactly three digits.</summary>
    private static string Plain(string digits)
    {
        var last = digits.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return digits;
        var separator = digits[last];
        var alone = digits.IndexOf(separator) == last;
        var other = digits.Contains(separator == '.' ? ',' : '.');
        var groups = digits.Length - last - 1 == 3 && !other && separator == ',';
        var isDecimal = alone && !groups;
        var whole = digits[..last].Replace(".", "").Replace(",", "");
        return isDecimal ? $"{whole}.{digits[(last + 1)..]}" : whole + digits[(last + 1)..];
    }
}
