using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The clock a contact lives by: the stored zone, else the US state's, else the country's. Where none of them says anything the campaign's counts (<c>CampaignSettings.ClocksFor</c>).
/// States that span two zones take the one most of their people live in.
/// </summary>
public static class ContactZone
{
    private const string Eastern = "America/New_York",
        Central = "America/Chicago",
        Mountain = "America/Denver",
        Pacific = "America/Los_Angeles";

    /// <summary>US state abbreviation → IANA zone.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByState = Map(
        (Eastern, "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV"),
        (Central, "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI"),
        (Mountain, "CO ID MT NM UT WY"),
        (Pacific, "CA NV OR WA"),
        ("America/Phoenix", "AZ"),
        ("America/Anchorage", "AK"),
        ("Pacific/Honolulu", "HI")
    );

    /// <summary>Country name or ISO code in lower case → IANA zone of most of its people.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByCountry = Countries
        .Spelled.Where(c => c.Country.MainZone is not null)
        .SelectMany(c => Lower(c.Spellings).Select(s => (Spelling: s, Zone: c.Country.MainZone!)))
        .ToDictionary(c => c.Spelling, c => c.Zone);

    /// <summary>How the country of <see cref="ByState"/> is written, in lower case.</summary>
    public static readonly IReadOnlySet<string> UnitedStates = Countries
        .Spelled.Where(c => c.Country.Code == "US")
        .SelectMany(c => Lower(c.Spellings))
        .ToHashSet();

    /// <summary>Null: the address says nothing.</summary>
    /// <param name="stored">contacts.time_zone</param>
    public static string? OfAddress(string? stored, string? stateAbbr, string? country)
    {
        if (Find(stored) is not null)
            return stored!;
        var land = country?.Trim().ToLowerInvariant();
        if (
            stateAbbr is not null
            && (string.IsNullOrEmpty(land) || UnitedStates.Contains(land))
            && ByState.TryGetValue(stateAbbr.Trim().ToUpperInvariant(), out var byState)
        )
            return byState;
        return land is not null && ByCountry.TryGetValue(land, out var byCountry) ? byCountry : null;
    }

    /// <summary>Null for a name that is no IANA zone.</summary>
    public static TimeZoneInfo? Find(string? name) =>
        !string.IsNullOrWhiteSpace(name)
        && (name == "UTC" || name.Contains('/'))
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : null;

    private static IEnumerable<string> Lower(IReadOnlyList<string> spellings) => spellings.Select(s => s.ToLowerInvariant()).Distinct();

    private static Dictionary<string, string> Map(params (string Zone, string States)[] rows) =>
        rows.SelectMany(r => r.States.Split(' ').Select(s => (s, r.Zone))).ToDictionary(p => p.s, p => p.Zone);
}
