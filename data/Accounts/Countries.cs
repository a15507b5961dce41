using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Pivotal.Data.Accounts;

/// <summary>One country: what a phone number and a time zone need to know of it.</summary>
/// <param name="CallingCode">ITU-T E.164 country code, for example 44</param>
/// <param name="Trunk">national trunk prefix that is dialled inside the country only; empty when there is none or it belongs to the number</param>
/// <param name="MinLength">shortest national number without trunk prefix</param>
/// <param name="MaxLength">longest national number without trunk prefix</param>
/// <param name="TimeZone">IANA zone when one zone can stand for the country, otherwise null</param>
public sealed record Country(string Code, string Name, string CallingCode, string Trunk, int MinLength, int MaxLength, string? TimeZone);

/// <summary>Finds a country by its ISO 3166 code or by the names people write.</summary>
public static partial class Countries
{
    private static readonly FrozenDictionary<string, Country> ByCode = Read();
    private static readonly FrozenDictionary<string, Country> ByName = Names();

    /// <summary>Longest calling code first; the first listed country of a shared code stands for it.</summary>
    private static readonly FrozenDictionary<string, Country> ByCallingCode =
        ByCode.Values.OrderBy(c => c.Code is "US" or "RU" or "GB" or "AU" or "NO" or "IT" or "FI" or "MA" ? 0 : 1)
            .DistinctBy(c => c.CallingCode).ToFrozenDictionary(c => c.CallingCode);

    public static IEnumerable<Country> All => ByCode.Values;

    public static Country? Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var trimmed = text.Trim();
        return trimmed.Length == 2 && ByCode.TryGetValue(trimmed.ToUpperInvariant(), out var country) ? country : ByName.GetValueOrDefault(Key(trimmed));
    }

    /// <summary>The country whose calling code the digits start with.</summary>
    public static Country? OfNumber(ReadOnlySpan<char> digits)
    {
        for (var length = Math.Min(3, digits.Length); length > 0; length--)
        {
            if (ByCallingCode.TryGetValue(digits[..length].ToString(), out var country))
                return country;
        }

        return null;
    }

    private static FrozenDictionary<string, Country> Read() => Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('|'))
        .Select(f => new Country(f[0], f[1], f[2], f[3],
            f[4].Length == 0 ? 4 : int.Parse(f[4].Split('-')[0], CultureInfo.InvariantCulture),
            f[4].Length == 0 ? 15 - f[2].Length : int.Parse(f[4].Split('-')[^1], CultureInfo.InvariantCulture),
            f[5].Length == 0 ? null : f[5]))
        .ToFrozenDictionary(c => c.Code);

    private static FrozenDictionary<string, Country> Names()
    {
        var names = new Dictionary<string, Country>();
        foreach (var country in ByCode.Values)
            names[Key(country.Name)] = country;
        foreach (var line in Aliases.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(':');
            foreach (var alias in parts[1].Split(','))
                names[Key(alias)] = ByCode[parts[0]];
        }

        return names.ToFrozenDictionary();
    }

    private static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(c))
                key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString() is var text && text.StartsWith("the", StringComparison.Ordinal) ? text[3..] : text;
    }
}
