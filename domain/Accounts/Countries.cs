using System.Collections.Frozen;
using System.Globalization;

namespace Pivotal.Domain.Accounts;

/// <summary>A country or territory of ISO 3166-1.</summary>
/// <param name="Code">alpha-2, for example GB</param>
/// <param name="Alpha3">for example GBR</param>
/// <param name="Numeric">for example 826; null for the few codes that ISO reserves without a number</param>
/// <param name="Name">English short name</param>
/// <param name="TimeZone">IANA zone when one zone can stand for the country, otherwise null</param>
/// <param name="MainZone">IANA zone most of its people live by; null where nobody lives</param>
public sealed record Country(string Code, string Alpha3, int? Numeric, string Name, string? TimeZone, string? MainZone);

/// <summary>The one list of countries: found by ISO code or by the names people write.</summary>
public static partial class Countries
{
    /// <summary>Characters; a longer text is no name of a country.</summary>
    private const int Most = 100;

    private static readonly (Country Country, string[] Spellings)[] Rows =
    [
        .. Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read),
    ];

    private static readonly FrozenDictionary<string, Country> ByCode = Rows.ToFrozenDictionary(r => r.Country.Code, r => r.Country);

    private static readonly FrozenDictionary<string, Country> ByName = Rows.SelectMany(r =>
            r.Spellings.Select(s => (Key: Key(s), r.Country))
        )
        .DistinctBy(s => s.Key)
        .ToFrozenDictionary(s => s.Key, s => s.Country);

    public static IEnumerable<Country> All => Rows.Select(r => r.Country);

    /// <summary>Each country with its codes and all its names, as they are written: for what has to compare in SQL.</summary>
    public static IEnumerable<(Country Country, IReadOnlyList<string> Spellings)> Spelled =>
        Rows.Select(r => (r.Country, (IReadOnlyList<string>)r.Spellings));

    /// <summary>By alpha-2, alpha-3 or name, whatever the case, the accents and the punctuation; "Germany (DE)" and "UK - England" go by what stands first.</summary>
    public static Country? Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Most)
            return null;
        var trimmed = text.Trim();
        return trimmed.Length == 2 && ByCode.TryGetValue(trimmed.ToUpperInvariant(), out var country)
            ? country
            : ByName.GetValueOrDefault(Key(trimmed))
                ?? (trimmed.IndexOfAny(['(', '-', '/', ',']) is > 0 and var end ? ByName.GetValueOrDefault(Key(trimmed[..end])) : null);
    }

    private static (Country, string[]) Read(string line)
    {
        var f = line.Split('|');
        var (main, only) =
            f[4].EndsWith('*') ? (f[4][..^1], null)
            : f[4].Length > 0 ? (f[4], f[4])
            : ((string?)null, (string?)null);
        int? numeric = f[2].Length == 0 ? null : int.Parse(f[2], CultureInfo.InvariantCulture);
        return (new(f[0], f[1], numeric, f[3], only, main), [f[0], f[1], f[3], .. f[5].Split(',', StringSplitOptions.RemoveEmptyEntries)]);
    }

    private static string Key(string name) =>
        Letters.Of(name) is var text && text.StartsWith("the", StringComparison.Ordinal) ? text[3..] : text;
}
