using System.Globalization;

namespace Pivotal.Data.Accounts;

/// <summary>
/// The bands of staff count and annual revenue. A band written in another way ("1000-5000", "501 - 1,000 employees") or a plain figure becomes the band
/// it lies in; words that fit none are kept as they came, so that no account is lost over them.
/// </summary>
public static class SizeBands
{
    private static readonly (long From, string Label)[] Staff =
    [
        (1, "1"), (2, "2-10"), (11, "11-50"), (51, "51-200"), (201, "201-500"), (501, "501-1,000"),
        (1_001, "1,001-5,000"), (5_001, "5,001-10,000"), (10_001, "10,001+"),
    ];

    private static readonly (long From, string Label)[] Revenues =
    [
        (0, "$0-$100K"), (100_000, "$100K-$1M"), (1_000_000, "$1M-$5M"), (5_000_000, "$5M-$20M"), (20_000_000, "$20M-$50M"),
        (50_000_000, "$50M-$100M"), (100_000_000, "$100M-$500M"), (500_000_000, "$500M-$1B"), (1_000_000_000, "$1B+"),
    ];

    public static IReadOnlyList<string> StaffLabels { get; } = [.. Staff.Select(b => b.Label)];

    public static IReadOnlyList<string> RevenueLabels { get; } = [.. Revenues.Select(b => b.Label)];

    public static string? StaffCount(string? text) => Band(text, Staff, "employees", "employee", "staff", "people");

    public static string? Revenue(string? text) => Band(text, Revenues, "usd", "per year", "annually", "revenue");

    private static string? Band(string? text, (long From, string Label)[] bands, params ReadOnlySpan<string> words)
    {
        var value = (text ?? "").Trim();
        if (value.Length == 0)
            return null;
        foreach (var (_, label) in bands)
        {
            if (label.Equals(value, StringComparison.OrdinalIgnoreCase))
                return label;
        }

        var figures = value.ToLowerInvariant();
        foreach (var word in words)
            figures = figures.Replace(word, "");
        var plus = figures.TrimEnd().EndsWith('+') || figures.TrimStart().StartsWith('>');
        var ends = figures.Replace('–', '-').Replace('—', '-').Replace(" to ", "-").Split('-', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbers = ends.Select(e => Money.Parse(e.Trim('+', '>', '<', '~', ' '))).ToList();
        if (numbers.Count is 0 or > 2 || numbers.Contains(null) || numbers.Exists(n => n < 0))
            return value;

        // The middle of a range decides: "1000-5000" starts on the last number of the band below.
        var point = numbers.Count == 2 ? (numbers[0]!.Value / 2) + (numbers[1]!.Value / 2) : numbers[0]!.Value + (plus ? 1 : 0);
        if (point < bands[0].From)
            return value;
        return bands.Last(b => b.From <= point).Label;
    }
}
