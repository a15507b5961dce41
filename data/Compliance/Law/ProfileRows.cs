using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Data.Compliance.Law;

/// <summary>The tenant's own profiles, all that writes <c>compliance_profiles</c>, and the choice of a campaign among them and the product's.</summary>
public static class ProfileRows
{
    /// <param name="body">the profile without its id and its name</param>
    public static Task Add(TenantSession session, Guid id, string name, Jsonb body, CancellationToken ct) =>
        session.Execute(
            "insert into compliance_profiles (tenant_id, id, name, body) values (@tenant, @id, @name, @body)",
            new
            {
                tenant = session.TenantId,
                id,
                name,
                body,
            },
            ct
        );

    /// <returns>false: it has another version by now</returns>
    public static async Task<bool> Change(TenantSession session, Guid id, long version, string name, Jsonb body, CancellationToken ct) =>
        await session.Execute(
            "update compliance_profiles set name = @name, body = @body, updated_at = now(), version = version + 1 where id = @id and version = @version",
            new
            {
                id,
                version,
                name,
                body,
            },
            ct
        ) > 0;

    public static Task Remove(TenantSession session, Guid id, CancellationToken ct) =>
        session.Execute("delete from compliance_profiles where id = @id", new { id }, ct);

    /// <summary>The profiles with these names or ids, in that order; what nobody knows is left out.</summary>
    public static async Task<IReadOnlyList<JurisdictionProfile>> Chosen(TenantSession db, IReadOnlyList<string> names, CancellationToken ct)
    {
        if (names.Count == 0)
            return [];
        Guid[] ids = [.. names.Select(n => Guid.TryParse(n, out var id) ? id : (Guid?)null).OfType<Guid>()];
        var own =
            ids.Length == 0
                ? []
                : (await db.Query<ProfileRow>("select id, name, body from compliance_profiles where id = any(@ids)", new { ids }, ct))
                    .Select(r => r.Profile)
                    .ToDictionary(p => p.Id);
        return [.. names.Select(n => Jurisdictions.Find(n) ?? own.GetValueOrDefault(n.ToLowerInvariant())).OfType<JurisdictionProfile>()];
    }
}

/// <summary>A profile of the tenant's own as it is stored: without its id and its name.</summary>
public sealed record ProfileRow(Guid Id, string Name, JurisdictionProfile Body)
{
    public JurisdictionProfile Profile => Body with { Id = Id.ToString(), Name = Name };
}
