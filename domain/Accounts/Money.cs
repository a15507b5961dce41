using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Pivotal.Domain.Accounts;

/// <summary>What separates the decimals in the amounts of a column, by all of its values. In the store: its name in small letters.</summary>
public enum DecimalMark
{
    /// <summary>No value tells, or there is none.</summary>
    Unknown,
    Point,
    Comma,

    /// <summary>Some values can only have a decimal point and some only a decimal comma.</summary>
    Mixed,
}

/// <summary>What a single separator before exactly three digits is: "1.234" is one thousand and some, or one and a bit.</summary>
public enum LoneSeparator
{
    /// <summary>Nothing is known: it groups thousands, because money has no third decimal; but a point before a unit ("1.250 M") is decimal.</summary>
    Usual,

    /// <summary>Decimal if it is a point.</summary>
    ByPoint,

    /// <summary>Decimal if it is a comma.</summary>
    ByComma,
    Thousands,
    Decimal,

    /// <summary>Nobody guesses: such an amount is not read.</summary>
    Unread,
}

/// <summary>Amounts as people write them: "$1,234,567.89", "1.234.567,89 €", "12.5M", "3 bn", "1,5 Mio. €", "1 200 kr", "4.4E+8".</summary>
public static class Money
{
    // numeric(20,2)
    private const decimal Max = 999_999_999_999_999_999.99m;

    private static readonly FrozenSet<string> Currencies = new[]
    {
        "usd",
        "eur",
        "gbp",
        "chf",
        "sek",
        "nok",
        "dkk",
        "kr",
        "pln",
        "zł",
        "zl",
        "czk",
        "kč",
        "huf",
        "ft",
        "jpy",
        "yen",
        "cny",
        "rmb",
        "inr",
        "rs",
        "aud",
        "cad",
        "nzd",
        "zar",
        "brl",
        "mxn",
        "rub",
        "try",
        "tl",
        "euro",
        "euros",
        "dollar",
        "dollars",
        "pound",
        "pounds",
        "us",
    }.ToFrozenSet();

    /// <summary>Characters; longer text tells nothing of its column.</summary>
    private const int MostText = 32;

    /// <summary>The amount rounded to cents, or null when the text is no amount.</summary>
    public static decimal? Parse(string? text) => Parse(text, LoneSeparator.Usual, out _);

    /// <inheritdoc cref="Parse(string?)"/>
    /// <param name="ambiguous">it is an amount, and not read because <paramref name="lone"/> says so</param>
    public static decimal? Parse(string? text, LoneSeparator lone, out bool ambiguous)
    {
        ambiguous = false;
        var value = (text ?? "").Trim();
        var negative = value.StartsWith('-') || (value.StartsWith('(') && value.EndsWith(')'));
        var digits = new StringBuilder(value.Length);
        var words = new StringBuilder();
        foreach (var c in value.ToLowerInvariant())
        {
            if (char.IsAsciiDigit(c) || c is '.' or ',' && digits.Length > 0 && words.Length == 0)
                (words.Length > 0 && words.ToString() != "e" ? words : digits).Append(c);
            else if (digits.Length > 0 && (char.IsLetter(c) || words.Length > 0))
                words.Append(char.IsLetter(c) ? c : ' ');
        }

        // "4.40E+11" is what a spreadsheet made of a long number.
        if (
            words.Length > 0
            && words[0] == 'e'
            && decimal.TryParse(value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var scientific)
        )
            return Bounded(scientific);
        var factor = Factor(words.ToString());
        if (factor is null)
            return null;
        if (lone == LoneSeparator.Unread && IsOpen(digits.ToString().AsSpan().TrimEnd(".,")))
        {
            ambiguous = true;
            return null;
        }

        if (IsBroken(digits.ToString().AsSpan().TrimEnd(".,")))
            return null;
        if (
            !decimal.TryParse(
                Plain(digits.ToString(), factor > 1, lone),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            || number > Max / factor
        )
            return null;
        return Bounded((negative ? -number : number) * factor.Value);
    }

    /// <summary>What an amount says of the decimal mark of its column.</summary>
    /// <param name="open">it can be read in two ways and says nothing</param>
    public static DecimalMark MarkOf(ReadOnlySpan<char> text, out bool open)
    {
        open = false;
        text = text.Trim();
        if (text.Length > MostText || text.IndexOfAny('.', ',') < 0)
            return DecimalMark.Unknown;
        Span<char> kept = stackalloc char[MostText];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || c is '.' or ',' && count > 0)
                kept[count++] = c;
            else if (count > 0 && char.IsLetter(c))
                break;
        }

        var digits = ((ReadOnlySpan<char>)kept[..count]).TrimEnd(".,");
        open = IsOpen(digits);
        var mark = open ? DecimalMark.Unknown : MarkIn(digits);
        if (!open && mark == DecimalMark.Unknown || Parse(text.ToString()) is not null)
            return mark;
        open = false;
        return DecimalMark.Unknown;
    }

    /// <summary>One separator, one to three digits before it that are not a lone zero, and exactly three behind.</summary>
    private static bool IsOpen(ReadOnlySpan<char> digits) =>
        digits.IndexOfAny('.', ',') is >= 1 and <= 3 and var at
        && digits.Length - at == 4
        && digits[(at + 1)..].IndexOfAny('.', ',') < 0
        && digits[..at] is not "0";

    /// <summary>A separator that stands more than once groups thousands, and then three digits follow the last of it.</summary>
    private static bool IsBroken(ReadOnlySpan<char> digits) =>
        digits.LastIndexOfAny('.', ',') is >= 0 and var last && digits.IndexOf(digits[last]) != last && digits.Length - last != 4;

    private static DecimalMark MarkIn(ReadOnlySpan<char> digits)
    {
        var last = digits.LastIndexOfAny('.', ',');
        if (last < 0)
            return DecimalMark.Unknown;
        var (mark, other) = digits[last] == '.' ? (DecimalMark.Point, DecimalMark.Comma) : (DecimalMark.Comma, DecimalMark.Point);
        if (digits.IndexOf(digits[last]) == last)
            return mark;
        // What stands twice groups thousands, if three digits follow it: 03.04.2024 is no amount.
        return digits.Length - last == 4 && digits.IndexOf(digits[last] == '.' ? ',' : '.') < 0 ? other : DecimalMark.Unknown;
    }

    private static decimal? Bounded(decimal amount) => Math.Abs(amount) > Max ? null : Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>A unit and a currency, in any order; null when a word is neither.</summary>
    private static decimal? Factor(string words)
    {
        decimal factor = 1;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Currencies.Contains(word))
                factor *= Unit(word);
        }

        return factor == 0 ? null : factor;
    }

    /// <summary>What means a thousand in one language and a million or more in another (T€ and $T; mil) is no unit, so that the value is told instead of being guessed.</summary>
    private static decimal Unit(string word) =>
        word switch
        {
            "k" or "thousand" or "tsd" or "tausend" or "mille" or "千" or "천" => 1_000,
            "万" or "萬" or "만" => 10_000,
            "lakh" or "lakhs" or "lac" => 100_000,
            "m" or "mm" or "mn" or "mio" or "million" or "millions" or "millionen" or "mln" or "millones" or "milioni" or "miljoen" =>
                1_000_000,
            "cr" or "crore" or "crores" => 10_000_000,
            "億" or "亿" or "억" => 100_000_000,
            "b"
            or "bn"
            or "billion"
            or "billions"
            or "mrd"
            or "mld"
            or "md"
            or "milliarde"
            or "milliarden"
            or "milliard"
            or "milliards"
            or "miliardi"
            or "miljard" => 1_000_000_000,
            "tn" or "trillion" => 1_000_000_000_000,
            _ => 0,
        };

    /// <summary>
    /// Only the last separator can be the decimal one, and only when it stands once; what it is before exactly three digits, <paramref name="lone"/> says.
    /// </summary>
    private static string Plain(string digits, bool unit, LoneSeparator lone)
    {
        digits = digits.TrimEnd('.', ',');
        var last = digits.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return digits;
        var separator = digits[last];
        var alone = digits.IndexOf(separator) == last;
        var groups =
            IsOpen(digits)
            && lone switch
            {
                LoneSeparator.Thousands => true,
                LoneSeparator.Decimal => false,
                LoneSeparator.ByPoint => separator == ',',
                LoneSeparator.ByComma => separator == '.',
                _ => separator == ',' || !unit,
            };
        var isDecimal = alone && !groups;
        var whole = digits[..last].Replace(".", "").Replace(",", "");
        return isDecimal ? $"{whole}.{digits[(last + 1)..]}" : whole + digits[(last + 1)..];
    }
}
