using System.Collections.Frozen;
using System.Text.Json;

namespace Pivotal.Domain.Compliance.Law;

/// <summary>The profiles that come with the product.</summary>
public static class Jurisdictions
{
    public static readonly IReadOnlyList<JurisdictionProfile> All = LawFile.Read<JurisdictionProfile>("law/jurisdictions.json");

    private static readonly FrozenDictionary<string, JurisdictionProfile> ById = All.ToFrozenDictionary(p => p.Id);

    public static JurisdictionProfile? Find(string id) => ById.GetValueOrDefault(id);
}

/// <summary>The holiday calendars that come with the product.</summary>
public static class HolidayCalendars
{
    public static readonly IReadOnlyList<HolidayCalendar> All = LawFile.Read<HolidayCalendar>("law/holidays.json");

    private static readonly FrozenDictionary<string, HolidayCalendar> ById = All.ToFrozenDictionary(c => c.Id);

    public static HolidayCalendar? Find(string id) => ById.GetValueOrDefault(id);
}

internal static class LawFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<T> Read<T>(string name)
    {
        using var file =
            typeof(LawFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the build.");
        return JsonSerializer.Deserialize<List<T>>(file, Json)!;
    }
}
