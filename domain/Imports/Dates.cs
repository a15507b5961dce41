using System.Collections.Frozen;
using System.Globalization;
using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>What stands first in the dates of a column, by all of its values. In the store: its name in small letters.</summary>
public enum DateOrder
{
    /// <summary>No value tells, or there is none.</summary>
    Unknown,
    Day,
    Month,

    /// <summary>Some values can only have the day first and some only the month.</summary>
    Mixed,
}

/// <summary>
/// Dates as sheets and people write them. Day and month are told apart by the value itself (25/04, dots between, the month's name) or by the other values of its column;
/// where neither says it, the date is ambiguous and nobody guesses.
/// </summary>
internal static class Dates
{
    /// <summary>The day 0 of spreadsheets.</summary>
    private static readonly DateOnly SheetEpoch = new(1899, 12, 30);

    private static readonly FrozenDictionary<string, int> Months = new[]
    {
        "jan january januar janner janvier enero gennaio janeiro januari ene gen",
        "feb february februar fevrier febrero febbraio fevereiro februari fev",
        "mar march marz maerz mars marzo marco maart mrz mrt",
        "apr april avril abril aprile avr abr",
        "may mai mayo maggio maio mei mag",
        "jun june juni juin junio giugno junho giu",
        "jul july juli juillet julio luglio julho lug",
        "aug august aout agosto augustus ago",
        "sep sept september septembre septiembre settembre setembro set",
        "oct october oktober octobre octubre ottobre outubro okt ott out",
        "nov november novembre noviembre novembro",
        "dec december dezember decembre diciembre dicembre dezembro dez dic",
    }
        .SelectMany((names, i) => names.Split(' ').Select(n => (Name: n, Month: i + 1)))
        .ToFrozenDictionary(n => n.Name, n => n.Month);

    /// <returns>null when the text is no date, or an ambiguous one</returns>
    public static DateOnly? Parse(string text, DateOrder order, out bool ambiguous)
    {
        ambiguous = false;
        var value = WithoutTime(text).Trim();
        if (value.Length is < 4 or > 40)
            return null;
        if (value.Length == 5 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
            return serial is >= 10_000 and <= 80_000 ? SheetEpoch.AddDays(serial) : null;
        if (
            DateOnly.TryParseExact(
                value,
                ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy-M"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var iso
            )
        )
            return Sane(iso);
        if (TrySplit(value, out var a, out var b, out var year, out var separator))
        {
            if (separator == '.' || a > 12)
                return Of(year, b, a);
            if (b > 12)
                return Of(year, a, b);
            ambiguous = a != b && order is not (DateOrder.Day or DateOrder.Month);
            return ambiguous ? null
                : order == DateOrder.Day ? Of(year, b, a)
                : Of(year, a, b);
        }

        return Named(value);
    }

    /// <summary>A year alone ("1998") has no date; a full date has both.</summary>
    public static (int Year, DateOnly? Date)? Founded(string text, DateOrder order, out bool ambiguous)
    {
        ambiguous = false;
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return year is >= 1000 and <= 2200 ? (year, null) : null;
        return Parse(text, order, out ambiguous) is { } date ? (date.Year, date) : null;
    }

    /// <summary>What a value says of its column: the day or the month stands first, or <see cref="DateOrder.Unknown"/>.</summary>
    /// <param name="open">it can be read in two ways and says nothing</param>
    public static DateOrder OrderOf(ReadOnlySpan<char> cell, out bool open)
    {
        open = false;
        cell = cell.Trim();
        if (cell.Length < 6 || !char.IsAsciiDigit(cell[0]))
            return DateOrder.Unknown;
        if (cell.IndexOf(' ') is > 0 and var time)
            cell = cell[..time];
        if (!TrySplit(cell, out var a, out var b, out _, out var separator) || separator == '.')
            return DateOrder.Unknown;
        open = a != b && a is > 0 and < 13 && b is > 0 and < 13;
        return a is > 12 and < 32 && b is > 0 and < 13 ? DateOrder.Day
            : b is > 12 and < 32 && a is > 0 and < 13 ? DateOrder.Month
            : DateOrder.Unknown;
    }

    /// <summary>A time behind the date says nothing here: "2024-03-01T00:00:00Z", "3/1/2024 12:00 AM".</summary>
    private static string WithoutTime(string value)
    {
        if (value.IndexOf('T') == 10)
            return value[..10];
        if (value.IndexOf(':') is not (> 0 and var colon))
            return value;
        var blank = value.LastIndexOf(' ', colon);
        return blank > 0 ? value[..blank] : value;
    }

    /// <summary>Two numbers and a year of two or four digits, with one kind of separator between.</summary>
    private static bool TrySplit(ReadOnlySpan<char> value, out int a, out int b, out int year, out char separator)
    {
        (a, b, year, separator) = (0, 0, 0, ' ');
        var first = value.IndexOfAny('/', '.', '-');
        if (first is not (1 or 2))
            return false;
        separator = value[first];
        var rest = value[(first + 1)..].TrimStart();
        var second = rest.IndexOf(separator);
        if (second is not (1 or 2))
            return false;
        var last = rest[(second + 1)..].Trim();
        if (last.Length is not (2 or 4) || !Number(value[..first], out a) || !Number(rest[..second], out b) || !Number(last, out year))
            return false;
        if (last.Length == 2)
            year += year < 50 ? 2000 : 1900;
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>"3 Apr 2024", "3. März 2024", "Wed, 03 Apr 2024", "April 3rd, 2024", "3 de abril de 2024"; "Mar 2024" is the first of March.</summary>
    private static DateOnly? Named(string value)
    {
        var (month, numbers) = (0, new List<string>(2));
        var words = value.Split([' ', ',', '.', '-', '/', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (char.IsAsciiDigit(words[i][0]))
            {
                numbers.Add(words[i].TrimEnd("stndrhSTNDRH".ToCharArray()));
                continue;
            }

            var word = Letters.Of(words[i]);
            if (month == 0 && Months.TryGetValue(word, out var found))
                month = found;
            // A day of the week before all, "de" and "of" between.
            else if (i > 0 && word is not ("de" or "of"))
                return null;
        }

        if (month == 0 || numbers.Count is 0 or > 2 || !numbers.TrueForAll(n => Number(n, out _)))
            return null;
        if (numbers.Count == 1)
            return numbers[0].Length == 4 && Number(numbers[0], out var only) ? Of(only, month, 1) : null;
        var (day, year) = numbers[0].Length == 4 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1]);
        if (day.Length > 2 || year.Length is not (2 or 4) || !Number(day, out var d) || !Number(year, out var y))
            return null;
        return Of(year.Length == 2 ? y + (y < 50 ? 2000 : 1900) : y, month, d);
    }

    private static DateOnly? Of(int year, int month, int day) =>
        month is >= 1 and <= 12 && year is >= 1000 and <= 2200 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static DateOnly? Sane(DateOnly date) => date.Year is >= 1000 and <= 2200 ? date : null;
}
