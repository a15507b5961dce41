using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pivotal.Domain.Accounts;

/// <summary>The characters of a number, before anybody asks whose it is.</summary>
internal static partial class PhoneSpelling
{
    [GeneratedRegex(@"^\+?(?<whole>[0-9]+)(?:[.,](?<rest>[0-9]+))?[eE]\+?(?<power>[0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^\+?[0-9]{7,15}[.,]0$", RegexOptions.CultureInvariant)]
    private static partial Regex Float();

    /// <summary>"4.42079460018E+11" and "2079460018.0" as they were before a spreadsheet had them; null when digits are lost.</summary>
    public static string? Unrounded(string value)
    {
        if (value.AsSpan().IndexOfAny('e', 'E') > 0 && Scientific().Match(value) is { Success: true } match)
        {
            var (whole, rest) = (match.Groups["whole"].Value, match.Groups["rest"].Value);
            return int.Parse(match.Groups["power"].ValueSpan, CultureInfo.InvariantCulture) == rest.Length ? whole + rest : null;
        }

        return value.EndsWith('0') && Float().IsMatch(value) ? value[..^2] : value;
    }

    /// <summary>
    /// Digits of any script and what stands between them, one blank for each gap but a slash where there was one, and the rest from the first other character on.
    /// False when the text cannot begin a number.
    /// </summary>
    public static bool Split(string value, out string number, out string tail)
    {
        (number, tail) = ("", "");
        var head = new StringBuilder(value.Length);
        var at = 0;
        for (; at < value.Length; at++)
        {
            var c = value[at];
            if (Digit(c) is { } digit)
                head.Append(digit);
            else if (c is '+' or '\uff0b' && head.ToString().AsSpan().Trim() is "" or "+")
                head.Clear().Append('+');
            else if (c is '/' && head.Length > 0)
                head.Append('/');
            else if (!IsSeparator(c))
                break;
            else if (head.Length > 0 && char.IsAsciiDigit(head[^1]))
                head.Append(' ');
        }

        var rest = new StringBuilder(value.Length - at);
        foreach (var c in value.AsSpan(at).Trim())
            rest.Append(Digit(c) ?? c);
        (number, tail) = (head.ToString().TrimEnd(), rest.ToString());
        return number.Length > 0;
    }

    public static char? Digit(char c) =>
        char.IsAsciiDigit(c) ? c
        : CharUnicodeInfo.GetDecimalDigitValue(c) is var digit and >= 0 ? (char)('0' + digit)
        : null;

    private static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c)
        || "()-./[]~\u00ad\u00b7\u200b\u200e\u200f\u202a\u202c\u2010\u2011\u2012\u2013\u2014\u2015\u2060\u2212\uff08\uff09\uff0d\uff0e".Contains(
            c
        );

    /// <summary>"27 12 34 56 / 57" names two lines; run together they are a third.</summary>
    public static bool HoldsTwo(string number) =>
        number.LastIndexOf('/') is > 0 and var slash
        && number.AsSpan(slash + 1).Trim().Length is > 0 and <= 3
        && number.AsSpan(0, slash).Count(' ') + 7 <= slash;
}
