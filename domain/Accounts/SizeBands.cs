using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The bands of staff count and annual revenue. A band written in another way ("1000-5000", "501 - 1,000 employees", "100〜499人") or a figure becomes the band
/// it lies in; words that fit none are kept as they came, so that no account is lost over them.
/// </summary>
public static partial class SizeBands
{
    // From here on scripts of East Asia, whose words have at most so many characters.
    private const char FirstIdeograph = '\u3000';
    private const int MostOfWord = 4;

    private static readonly (long From, string Label)[] Staff =
    [
        (1, "1"),
        (2, "2-10"),
        (11, "11-50"),
        (51, "51-200"),
        (201, "201-500"),
        (501, "501-1,000"),
        (1_001, "1,001-5,000"),
        (5_001, "5,001-10,000"),
        (10_001, "10,001+"),
    ];

    private static readonly (long From, string Label)[] Revenues =
    [
        (0, "$0-$100K"),
        (100_000, "$100K-$1M"),
        (1_000_000, "$1M-$5M"),
        (5_000_000, "$5M-$20M"),
        (20_000_000, "$20M-$50M"),
        (50_000_000, "$50M-$100M"),
        (100_000_000, "$100M-$500M"),
        (500_000_000, "$500M-$1B"),
        (1_000_000_000, "$1B+"),
    ];

    public static IReadOnlyList<string> StaffLabels { get; } = [.. Staff.Select(b => b.Label)];

    public static IReadOnlyList<string> RevenueLabels { get; } = [.. Revenues.Select(b => b.Label)];

    // "11-50" and "2-10" are dates to a spreadsheet.
    [GeneratedRegex(@"^nov[a-z]*[-. /]+(?:19|20)?50$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex November50();

    [GeneratedRegex(@"^(?:0?2[-. /]+o[ck]t[a-z]*|o[ck]t[a-z]*[-. /]+0?2)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex October2();

    // "-3", "−3 people", "(3)": but "- 50" and "–" may be what somebody writes before any text.
    [GeneratedRegex(
        @"^(?:[-\u2010-\u2015\u2212](?=\p{Sc}?[0-9])|\(\s*\p{Sc}?[0-9][0-9.,' ]*\p{L}{0,3}\s*\)$)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Negative();

    [GeneratedRegex(@"\p{L}+\.?", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // "1M - 5M", "100〜499", "50 bis 100"; "~500" is no range.
    [GeneratedRegex(
        @"(?<=[0-9]\s*\p{L}{0,12}\.?)\s*(?:[-\u2010-\u2015\u2212~\u301c]|\s(?:to|bis|à|a|al|até|hasta|tot|do|till|til)\s)\s*(?=\p{Sc}?[0-9])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Until();

    /// <summary>What people are called whom a company employs; the word says nothing more than that.</summary>
    private static readonly FrozenSet<string> People = """
        employee employees staff people person persons headcount fte ftes member members team worker workers
        mitarbeiter mitarbeitende mitarbeitenden mitarbeiterinnen innen in ma personen beschäftigte beschäftigten angestellte köpfe leute
        employé employés employée employées employe employes salarié salariés salarie salaries personne personnes collaborateurs effectif
        empleado empleados empleada empleadas trabajadores personas persona colaboradores plantilla funcionários funcionarios trabalhadores pessoas
        dipendente dipendenti addetti persone medewerker medewerkers werknemers anställda ansatte medarbejdere medarbetare henkilöä työntekijää
        pracowników pracownicy pracownik osób osoby zaměstnanců zamestnancov сотрудников сотрудника человек чел работников çalışan kişi
        人 名 員 位 员工 員工 职员 職員 社員 従業員 명 인 직원 명의 사원
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>Words behind or before a figure that say that it is not exact, or that it may be more.</summary>
    private static readonly FrozenSet<string> About =
        "ca circa about approx approximately around roughly rund etwa ungefähr zirka env environ aprox aproximadamente cerca circa ok cca około ок около 約 约 약 大约 およそ"
            .Split(' ')
            .ToFrozenSet();

    private static readonly FrozenSet<string> More =
        "over more than above least at mehr als über mindestens plus de más mas oltre meer dan 以上 이상 余 多 余人 多人 余名 多名"
            .Split(' ')
            .ToFrozenSet();

    private static readonly FrozenSet<string> PerYear = "usd per year annually revenue".Split(' ').ToFrozenSet();

    /// <summary>The band, the text as it came where it is none, null for no text and for what is less than nothing.</summary>
    public static string? StaffCount(string? text) =>
        text is null || IsNegative(text) ? null
        : November50().IsMatch(text.Trim()) ? "11-50"
        : October2().IsMatch(text.Trim()) ? "2-10"
        : Band(text, Staff, People);

    /// <inheritdoc cref="StaffCount"/>
    public static string? Revenue(string? text) => text is null || IsNegative(text) ? null : Band(text, Revenues, PerYear);

    /// <summary>Less than nothing is neither a number of people nor a band.</summary>
    public static bool IsNegative(string text) => Negative().IsMatch(text.Trim());

    private static string? Band(string text, (long From, string Label)[] bands, FrozenSet<string> units)
    {
        var value = text.Trim();
        if (value.Length == 0)
            return null;
        foreach (var (_, label) in bands)
        {
            if (label.Equals(value, StringComparison.OrdinalIgnoreCase))
                return label;
        }

        var more = false;
        // Full-width figures are figures.
        var figures = Word()
            .Replace(value.InForm(NormalizationForm.FormKC).ToLowerInvariant(), word => Figure(word.Value, units, ref more))
            .Trim();
        var plus = more || figures.EndsWith('+') || figures.StartsWith('+') || figures.StartsWith('>');
        var ends = Until().Replace(figures, "-").Split('-', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbers = ends.Select(e => Money.Parse(e.Trim('+', '>', '<', '~', '≈', '.', '/', ' '))).ToList();
        if (numbers.Count is 0 or > 2 || numbers.Contains(null) || numbers.Exists(n => n < 0))
            return value;

        // The middle of a range decides: "1000-5000" starts on the last number of the band below.
        var point = numbers.Count == 2 ? (numbers[0]!.Value / 2) + (numbers[1]!.Value / 2) : numbers[0]!.Value + (plus ? 1 : 0);
        if (point < bands[0].From)
            return value;
        return bands.Last(b => b.From <= point).Label;
    }

    /// <summary>What is left of a word for the figure that it stands at: its unit, such as Mio or 万. Where words are written without blanks, they are taken off one by one.</summary>
    private static string Figure(string word, FrozenSet<string> units, ref bool more)
    {
        var rest = word.TrimEnd('.');
        if (rest[0] < FirstIdeograph)
            return Says(rest, units, ref more) ? "" : word;
        var left = new StringBuilder();
        while (rest.Length > 0)
        {
            var length = Math.Min(MostOfWord, rest.Length);
            while (length > 0 && !Says(rest[..length], units, ref more))
                length--;
            if (length == 0)
                left.Append(rest[0]);
            rest = rest[Math.Max(length, 1)..];
        }

        return left.ToString();
    }

    private static bool Says(string word, FrozenSet<string> units, ref bool more)
    {
        var isMore = More.Contains(word);
        more |= isMore;
        return isMore || units.Contains(word) || About.Contains(word);
    }
}
