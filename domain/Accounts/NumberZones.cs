using System.Collections.Frozen;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The clocks a number may live by: of its area code in North America, of all its country elsewhere. A number that was taken along to another place says nothing of that;
/// therefore it stands beside the address and does not replace it.
/// </summary>
public static partial class NumberZones
{
    /// <summary>Digits a number starts with, without the plus → IANA zones separated by <see cref="ContactClocks.Separator"/>; the longest fitting prefix counts, at most four digits.</summary>
    public static readonly FrozenDictionary<string, string> ByPrefix = Read();

    /// <param name="e164">with its plus; anything else has no zones</param>
    public static IReadOnlyList<string> Of(string? e164)
    {
        if (e164 is not { Length: > 4 } || e164[0] != '+')
            return [];
        for (var length = Math.Min(4, e164.Length - 1); length > 0; length--)
            if (ByPrefix.TryGetValue(e164.Substring(1, length), out var zones))
                return ContactClocks.Split(zones);
        return [];
    }

    private static FrozenDictionary<string, string> Read()
    {
        var prefixes = new Dictionary<string, string>();
        // +1 is one plan for twenty-five countries: there only the area code says anything. The few lines of two Australian islands must not close the continent's window.
        foreach (
            var countries in Countries
                .All.Where(c => c.Code is not ("CC" or "CX"))
                .GroupBy(PhoneNumbers.CallingCode)
                .Where(g => g.Key is not (null or "1"))
        )
        {
            var zones = countries.SelectMany(TimeZones.Of).Distinct().Order(StringComparer.Ordinal).ToList();
            if (zones.Count > 0)
                prefixes[countries.Key!] = string.Join(ContactClocks.Separator, zones);
        }

        foreach (var line in AreaCodes.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('|');
            foreach (var code in parts[1].Split(' '))
                prefixes["1" + code] = parts[0].Replace('+', ContactClocks.Separator);
        }

        // Area codes newer than the table. Codes of no place lie in all zones of the plan.
        for (var code = 200; code < 1000; code++)
        {
            if (prefixes.ContainsKey($"1{code}"))
                continue;
            var zones = PhoneNumbers.ZonesOf(FormattableString.Invariant($"+1{code}5550100"));
            if (zones.Count is > 0 and < 4)
                prefixes[$"1{code}"] = string.Join(ContactClocks.Separator, zones.Order(StringComparer.Ordinal));
        }

        return prefixes.ToFrozenDictionary();
    }
}
