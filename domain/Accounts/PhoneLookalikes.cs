using System.Globalization;

namespace Pivotal.Domain.Accounts;

/// <summary>What has the form of something else. Where landlines have no fixed length, as in Germany, nearly any digits could be a number, and a stranger would be called.</summary>
internal static class PhoneLookalikes
{
    private const int FirstYear = 1900;
    private const int LastYear = 2099;

    /// <summary>
    /// 20240115, 15.01.2024, 2024-01-15 10:30, 192.168.100.200. Four groups of two digits are a number ("22.12.34.56", in pairs as in many countries), and so is what has a zero before its groups or a plus.
    /// </summary>
    public static bool IsDateOrAddress(ReadOnlySpan<char> text)
    {
        Span<(int Value, int Length)> groups = stackalloc (int, int)[5];
        var (count, separator, at) = (0, '\0', 0);
        while (true)
        {
            if (!Group(text, ref at, out var group))
                return false;
            groups[count++] = group;
            var behind = at;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length || Mark(text[at]) is not { } mark || count > 1 && mark != separator)
                return IsDateOrAddress(groups[..count], separator, text[behind..]);
            // What goes on in the same way is more than a date.
            if (count == groups.Length)
                return false;
            separator = mark;
            for (at++; at < text.Length && char.IsWhiteSpace(text[at]); )
                at++;
        }
    }

    /// <summary>"20.12.34" in the Faroes, Greenland, New Caledonia: where all numbers have six digits they are written in pairs.</summary>
    public static bool IsSixDigitsAtHome(ReadOnlySpan<char> text, string? region)
    {
        var digits = 0;
        foreach (var c in text)
            digits += PhoneSpelling.Digit(c) is null ? 0 : 1;
        return digits == 6
            && region is not null
            && NumberingPlan.Library.GetExampleNumber(region) is { NationalNumber: >= 100_000 and <= 999_999 };
    }

    /// <param name="rest">what stands behind the groups</param>
    private static bool IsDateOrAddress(ReadOnlySpan<(int Value, int Length)> groups, char separator, ReadOnlySpan<char> rest) =>
        groups.Length switch
        {
            1 => IsWritten(groups[0]) && (rest.IsWhiteSpace() || rest[0] == ' ' && char.IsAsciiDigit(rest.TrimStart()[0])),
            3 => IsDay(groups[0], groups[1], groups[2]) && (groups[0].Length == 4 || groups[2].Length == 4 || rest.IsWhiteSpace()),
            4 => separator == '.' && IsAddress(groups) && (rest.IsWhiteSpace() || rest[0] is ':' or '/'),
            _ => false,
        };

    /// <summary>A day in eight digits, the year first or last, and a time behind one that begins with its year.</summary>
    private static bool IsWritten((int Value, int Length) digits)
    {
        var value = digits.Value;
        return digits.Length == 8
            && (
                IsDay(value / 10_000, value / 100 % 100, value % 100)
                || IsDay(value % 10_000, value / 10_000 % 100, value / 1_000_000)
                || IsDay(value % 10_000, value / 1_000_000, value / 10_000 % 100)
            );
    }

    private static bool IsDay((int Value, int Length) a, (int Value, int Length) b, (int Value, int Length) c)
    {
        if (b.Length > 2)
            return false;
        if (a.Length == 4)
            return c.Length <= 2 && IsDay(a.Value, b.Value, c.Value);
        if (a.Length > 2 || c.Length is not (2 or 4))
            return false;
        var year = c.Length == 4 ? c.Value : 2_000 + c.Value;
        return IsDay(year, b.Value, a.Value) || IsDay(year, a.Value, b.Value);
    }

    private static bool IsDay(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static bool IsAddress(ReadOnlySpan<(int Value, int Length)> groups)
    {
        var pairs = true;
        foreach (var (value, length) in groups)
        {
            if (value > 255 || length > 1 && length != value.ToString(CultureInfo.InvariantCulture).Length)
                return false;
            pairs &= length == 2;
        }

        return !pairs;
    }

    /// <summary>At most nine digits of any script, or the twelve and fourteen of a day with its time, of which the first eight count.</summary>
    private static bool Group(ReadOnlySpan<char> text, ref int at, out (int Value, int Length) group)
    {
        group = default;
        var (begin, value) = (at, 0L);
        for (; at < text.Length && PhoneSpelling.Digit(text[at]) is { } digit; at++)
        {
            if (at - begin == 14)
                return false;
            value = (10 * value) + (digit - '0');
        }

        var length = at - begin;
        if (
            length is 12 or 14
            && value / (length == 12 ? 10_000 : 1_000_000) is var day
            && IsDay((int)(day / 10_000), (int)(day / 100 % 100), (int)(day % 100))
            && IsTime(value % (length == 12 ? 10_000 : 1_000_000), length == 14)
        )
            (value, length) = (day, 8);
        if (length is 0 or > 9)
            return false;
        group = ((int)value, length);
        return true;
    }

    private static bool IsTime(long digits, bool seconds) =>
        (seconds ? digits / 10_000 : digits / 100) < 24
        && (seconds ? digits / 100 % 100 : digits % 100) < 60
        && (!seconds || digits % 100 < 60);

    private static char? Mark(char c) =>
        c switch
        {
            '.' or '\uff0e' => '.',
            '/' or '\uff0f' => '/',
            '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\uff0d' => '-',
            _ => null,
        };
}
