using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Data.Compliance.Law;

/// <summary>The tenant's own profiles, and the choice of a campaign among them and the product's.</summary>
public static class ProfileRows
{
    /// <summary>The profiles with these names or ids, in that order; what nobody knows is left out.</summary>
    public static async Task<IReadOnlyList<JurisdictionProfile>> Chosen(TenantSession db, IReadOnlyList<string> names, CancellationToken ct)
    {
        if (names.Count == 0) return [];
        Guid[] ids = [.. names.Select(n => Guid.TryParse(n, out var id) ? id : (Guid?)null).OfType<Guid>()];
        var own = ids.Length == 0 ? [] : (await db.Query(
            "select id, name, body::text from compliance_profiles where id = any(@ids)", new { ids }, r => Read(r.GetGuid(0), r.GetString(1), r.GetString(2)), ct)).ToDictionary(p => p.Id);
        return [.. names.Select(n => Jurisdictions.Find(n) ?? own.GetValueOrDefault(n.ToLowerInvariant())).OfType<JurisdictionProfile>()];
    }

    public static JurisdictionProfile Read(Guid id, string name, string body) =>
        JsonSerializer.Deserialize<JurisdictionProfile>(body, LawJson.Options)! with { Id = id.ToString(), Name = name };
}
