using System.Globalization;
using System.Text.RegularExpressions;

namespace Pivotal.Domain.Imports;

/// <summary>"98%", "98", "0.98" → 98.</summary>
internal static class Percents
{
    public static decimal? Parse(string text)
    {
        var sign = text.EndsWith('%');
        var digits = text.TrimEnd('%', ' ').Replace(',', '.');
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        if (!sign && value is > 0 and < 1 && digits.Contains('.'))
            value *= 100;
        return value is >= 0 and <= 100 ? Math.Round(value, 2) : null;
    }
}

/// <summary>"2 years 3 months", "1 yr, 2 mos", "18 months", "3.5 years", "less than a year", "1 Jahr 6 Monate" → months.</summary>
internal static partial class Tenures
{
    [GeneratedRegex(
        @"(?<n>\d{1,3}(?:[.,]\d)?|\ba\b|\bone\b)\s*\+?\s*(?<unit>y(?:ea)?rs?\b|y\b|mo(?:nth)?s?\b|m\b|jahre?n?\b|monate?n?\b|j\b|ans?\b|mois\b|años?\b|meses?\b|mes\b|ann[io]\b|mes[ei]\b|jaar\b|jaren\b|maand(?:en)?\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Part();

    public static int? Months(string text)
    {
        if (text.StartsWith("less than", StringComparison.OrdinalIgnoreCase) || text.StartsWith('<'))
            return 0;
        decimal months = 0;
        var found = false;
        foreach (Match match in Part().Matches(text))
        {
            var number = decimal.TryParse(
                match.Groups["n"].Value.Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var n
            )
                ? n
                : 1;
            months += match.Groups["unit"].Value[0] is not ('m' or 'M') ? number * 12 : number;
            found = true;
        }

        return found ? (int)Math.Round(months, MidpointRounding.AwayFromZero) : null;
    }
}

/// <summary>"Nginx; React, PostgreSQL" or a JSON array → distinct words in their order.</summary>
internal static class Lists
{
    public static string[]? Parse(string text)
    {
        var body = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        var items = body.Split([',', ';', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(i => i.Trim('"').Trim())
            .Where(i => i.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return items.Length == 0 ? null : items;
    }
}
