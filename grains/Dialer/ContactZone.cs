namespace Pivotal.Grains.Dialer;

/// <summary>
/// The clock a contact lives by: the stored zone, else the US state's, else the country's, else the campaign's.
/// States that span two zones take the one most of their people live in.
/// </summary>
public static class ContactZone
{
    private const string Eastern = "America/New_York", Central = "America/Chicago", Mountain = "America/Denver", Pacific = "America/Los_Angeles";

    /// <summary>US state abbreviation → IANA zone.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByState = Map(
        (Eastern, "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV"),
        (Central, "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI"),
        (Mountain, "CO ID MT NM UT WY"),
        (Pacific, "CA NV OR WA"),
        ("America/Phoenix", "AZ"), ("America/Anchorage", "AK"), ("Pacific/Honolulu", "HI"));

    /// <summary>Country name or ISO code in lower case → IANA zone of most of its people.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByCountry = new Dictionary<string, string>
    {
        ["us"] = Eastern, ["usa"] = Eastern, ["united states"] = Eastern, ["united states of america"] = Eastern,
        ["ca"] = "America/Toronto", ["canada"] = "America/Toronto",
        ["gb"] = "Europe/London", ["uk"] = "Europe/London", ["united kingdom"] = "Europe/London", ["england"] = "Europe/London", ["scotland"] = "Europe/London",
        ["ie"] = "Europe/Dublin", ["ireland"] = "Europe/Dublin", ["de"] = "Europe/Berlin", ["germany"] = "Europe/Berlin",
        ["fr"] = "Europe/Paris", ["france"] = "Europe/Paris", ["es"] = "Europe/Madrid", ["spain"] = "Europe/Madrid",
        ["it"] = "Europe/Rome", ["italy"] = "Europe/Rome", ["nl"] = "Europe/Amsterdam", ["netherlands"] = "Europe/Amsterdam",
        ["be"] = "Europe/Brussels", ["belgium"] = "Europe/Brussels", ["ch"] = "Europe/Zurich", ["switzerland"] = "Europe/Zurich",
        ["at"] = "Europe/Vienna", ["austria"] = "Europe/Vienna", ["se"] = "Europe/Stockholm", ["sweden"] = "Europe/Stockholm",
        ["pl"] = "Europe/Warsaw", ["poland"] = "Europe/Warsaw", ["in"] = "Asia/Kolkata", ["india"] = "Asia/Kolkata",
        ["sg"] = "Asia/Singapore", ["singapore"] = "Asia/Singapore", ["jp"] = "Asia/Tokyo", ["japan"] = "Asia/Tokyo",
        ["au"] = "Australia/Sydney", ["australia"] = "Australia/Sydney", ["nz"] = "Pacific/Auckland", ["new zealand"] = "Pacific/Auckland",
        ["br"] = "America/Sao_Paulo", ["brazil"] = "America/Sao_Paulo", ["mx"] = "America/Mexico_City", ["mexico"] = "America/Mexico_City",
    };

    private static readonly HashSet<string> StatesOf = ["us", "usa", "united states", "united states of america"];

    /// <param name="stored">contacts.time_zone</param>
    public static string Resolve(string? stored, string? stateAbbr, string? country, string campaignZone)
    {
        if (Find(stored) is not null) return stored!;
        var land = country?.Trim().ToLowerInvariant();
        if (stateAbbr is not null && (string.IsNullOrEmpty(land) || StatesOf.Contains(land)) && ByState.TryGetValue(stateAbbr.Trim().ToUpperInvariant(), out var byState))
            return byState;
        return land is not null && ByCountry.TryGetValue(land, out var byCountry) ? byCountry : campaignZone;
    }

    /// <summary>Null for a name that is no IANA zone.</summary>
    public static TimeZoneInfo? Find(string? name) =>
        !string.IsNullOrWhiteSpace(name) && (name == "UTC" || name.Contains('/')) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static Dictionary<string, string> Map(params (string Zone, string States)[] rows) =>
        rows.SelectMany(r => r.States.Split(' ').Select(s => (s, r.Zone))).ToDictionary(p => p.s, p => p.Zone);
}
