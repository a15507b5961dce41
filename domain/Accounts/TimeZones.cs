using System.Collections.Frozen;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The IANA zone in which a contact is called. A state that lies in two zones has the one where most of its people live.
/// Null when the country has several zones and the state is unknown: the caller then keeps to the campaign's own window.
/// </summary>
public static class TimeZones
{
    private static readonly FrozenDictionary<string, string> States = Read();

    /// <param name="country">ISO code or name in any spelling</param>
    /// <param name="state">abbreviation ("CA") or name ("California") of the state, province or territory</param>
    public static string? For(string? country, string? state)
    {
        var found = Countries.Find(country);
        if (found is null)
            return null;
        var key = Letters.Of(state);
        return key.Length > 0 && States.TryGetValue($"{found.Code}/{key}", out var zone) ? zone : found.TimeZone;
    }

    /// <summary>Every zone of a country; empty for one nobody knows.</summary>
    public static IReadOnlyList<string> Of(Country country) =>
        country.TimeZone is { } one
            ? [one]
            :
            [
                .. States
                    .Where(s => s.Key.StartsWith(country.Code + "/", StringComparison.Ordinal))
                    .Select(s => s.Value)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];

    private static FrozenDictionary<string, string> Read()
    {
        var zones = new Dictionary<string, string>();
        foreach (var line in Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('|');
            foreach (var name in parts[2].Split(','))
                zones[$"{parts[0]}/{Letters.Of(name)}"] = parts[1];
        }

        return zones.ToFrozenDictionary();
    }

    // country | zone | states by abbreviation and name. Source: tzdata zone.tab and the states' own law.
    private const string Table = """
        US|America/New_York|CT,Connecticut,Conn,DC,District of Columbia,Washington DC,DE,Delaware,Del,FL,Florida,Fla,GA,Georgia,MA,Massachusetts,Mass,MD,Maryland,ME,Maine,NC,North Carolina,NH,New Hampshire,NJ,New Jersey,NY,New York,OH,Ohio,PA,Pennsylvania,Penn,Penna,RI,Rhode Island,SC,South Carolina,VA,Virginia,Virg,VT,Vermont,WV,West Virginia,W Va
        US|America/Detroit|MI,Michigan,Mich
        US|America/Indiana/Indianapolis|IN,Indiana,Ind
        US|America/Kentucky/Louisville|KY,Kentucky,Ken
        US|America/Chicago|AL,Alabama,Ala,AR,Arkansas,Ark,IA,Iowa,IL,Illinois,Ill,KS,Kansas,Kans,LA,Louisiana,MN,Minnesota,Minn,MO,Missouri,MS,Mississippi,Miss,ND,North Dakota,NE,Nebraska,Neb,Nebr,OK,Oklahoma,Okla,SD,South Dakota,TN,Tennessee,Tenn,TX,Texas,Tex,WI,Wisconsin,Wis,Wisc
        US|America/Denver|CO,Colorado,Colo,MT,Montana,Mont,NM,New Mexico,UT,Utah,WY,Wyoming,Wyo
        US|America/Boise|ID,Idaho
        US|America/Phoenix|AZ,Arizona,Ariz
        US|America/Los_Angeles|CA,California,Calif,NV,Nevada,Nev,OR,Oregon,Ore,Oreg,WA,Washington,Wash
        US|America/Anchorage|AK,Alaska
        US|Pacific/Honolulu|HI,Hawaii
        US|America/Puerto_Rico|PR,Puerto Rico
        CA|America/Toronto|ON,Ontario,QC,Quebec
        CA|America/Halifax|NS,Nova Scotia,PE,PEI,Prince Edward Island
        CA|America/Moncton|NB,New Brunswick
        CA|America/St_Johns|NL,NF,Newfoundland and Labrador,Newfoundland
        CA|America/Winnipeg|MB,Manitoba
        CA|America/Regina|SK,Saskatchewan
        CA|America/Edmonton|AB,Alberta,NT,Northwest Territories
        CA|America/Vancouver|BC,British Columbia
        CA|America/Whitehorse|YT,Yukon
        CA|America/Iqaluit|NU,Nunavut
        AU|Australia/Sydney|NSW,New South Wales,ACT,Australian Capital Territory
        AU|Australia/Melbourne|VIC,Victoria
        AU|Australia/Brisbane|QLD,Queensland
        AU|Australia/Adelaide|SA,South Australia
        AU|Australia/Darwin|NT,Northern Territory
        AU|Australia/Perth|WA,Western Australia
        AU|Australia/Hobart|TAS,Tasmania
        BR|America/Manaus|AM,Amazonas,RR,Roraima,RO,Rondonia
        BR|America/Cuiaba|MT,Mato Grosso,MS,Mato Grosso do Sul
        BR|America/Rio_Branco|AC,Acre
        MX|America/Mexico_City|CDMX,Mexico City,Ciudad de Mexico,MEX,DF,JAL,Jalisco,NL,NLE,Nuevo Leon,PUE,Puebla,GUA,Guanajuato,QUE,Queretaro,VER,Veracruz,SLP,San Luis Potosi,MIC,Michoacan,COA,Coahuila,AGU,Aguascalientes,HID,Hidalgo,MOR,Morelos,OAX,Oaxaca,CHP,Chiapas,TAB,Tabasco,TAM,Tamaulipas,YUC,Yucatan,CAM,Campeche,COL,Colima,DUR,Durango,GRO,Guerrero,TLA,Tlaxcala,ZAC,Zacatecas,CHH,Chihuahua,State of Mexico
        MX|America/Tijuana|BC,BCN,Baja California
        MX|America/Hermosillo|SON,Sonora
        MX|America/Mazatlan|SIN,Sinaloa,BCS,Baja California Sur,NAY,Nayarit
        MX|America/Cancun|ROO,QROO,Quintana Roo
        RU|Europe/Moscow|MOW,Moscow,SPE,Saint Petersburg,St Petersburg
        RU|Asia/Yekaterinburg|SVE,Sverdlovsk,Yekaterinburg
        RU|Asia/Novosibirsk|NVS,Novosibirsk
        RU|Asia/Vladivostok|PRI,Primorye,Vladivostok
        ES|Atlantic/Canary|Canarias,Canary Islands,Islas Canarias,Las Palmas,Santa Cruz de Tenerife,Tenerife,Gran Canaria,Fuerteventura,Lanzarote,La Palma
        PT|Atlantic/Azores|Azores,Acores
        CD|Africa/Kinshasa|KN,Kinshasa
        ID|Asia/Makassar|Bali,BA
        """;
}
