using System.Globalization;
using System.Text.RegularExpressions;

namespace Pivotal.Data.Imports;

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

/// <summary>Dates as spreadsheets write them. Where day and month cannot be told apart, the month stands first, as in the master template.</summary>
internal static class Dates
{
    private static readonly string[] Formats =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "M/d/yyyy", "d/M/yyyy", "M-d-yyyy", "d-M-yyyy", "d.M.yyyy", "M/d/yy", "d/M/yy",
        "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM yyyy", "MMMM yyyy", "yyyy-M",
    ];

    public static DateOnly? Parse(string text)
    {
        var value = text;
        // A time behind the date says nothing here: "2024-03-01T00:00:00Z", "3/1/2024 12:00 AM".
        var time = value.IndexOf('T') is var t and 10 ? t : value.IndexOf(':') is var colon and > 0 ? value.LastIndexOf(' ', value.IndexOf(' ') is var first and > 0 && first < colon ? first : colon) : -1;
        if (time > 0)
            value = value[..time];
        foreach (var format in Formats)
        {
            if (DateOnly.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) && date.Year is >= 1000 and <= 2200)
                return date;
        }

        return null;
    }

    /// <summary>A year alone ("1998") has no date; a full date has both.</summary>
    public static (int Year, DateOnly? Date)? Founded(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && text.Length == 4)
            return year is >= 1000 and <= 2200 ? (year, null) : null;
        return Parse(text) is { } date ? (date.Year, date) : null;
    }
}

/// <summary>"2 years 3 months", "1 yr, 2 mos", "18 months", "3.5 years", "less than a year" → months.</summary>
internal static partial class Tenures
{
    [GeneratedRegex(@"(?<n>\d{1,3}(?:[.,]\d)?|\ba\b|\bone\b)\s*\+?\s*(?<unit>y(?:ea)?rs?\b|y\b|mo(?:nth)?s?\b|m\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    public static int? Months(string text)
    {
        if (text.StartsWith("less than", StringComparison.OrdinalIgnoreCase) || text.StartsWith('<'))
            return 0;
        decimal months = 0;
        var found = false;
        foreach (Match match in Part().Matches(text))
        {
            var number = decimal.TryParse(match.Groups["n"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n : 1;
            months += match.Groups["unit"].Value[0] is 'y' or 'Y' ? number * 12 : number;
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
            .Select(i => i.Trim('"').Trim()).Where(i => i.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return items.Length == 0 ? null : items;
    }
}
