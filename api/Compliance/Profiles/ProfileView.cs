using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Compliance.Profiles;

/// <param name="Id">a word for the product's own, the id of the row for the tenant's</param>
/// <param name="Own">the tenant's: can be changed</param>
/// <param name="Campaigns">how many unfinished campaigns have chosen it</param>
internal sealed record ProfileView(string Id, string Name, bool Own, int Campaigns, JurisdictionProfile Rules, long Version) : IVersioned
{
    private const string Select = """
        select p.id, p.name, p.body::text, p.version,
               (select count(*) from campaigns c
                where c.tenant_id = p.tenant_id and c.status not in ('completed', 'cancelled') and c.rules -> 'compliance' -> 'profiles' ? p.id::text)::int
        from compliance_profiles p
        """;

    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "compliance.name_taken", "There is a profile with this name already.", "/name");

    public static Task<List<ProfileView>> OfTenant(TenantSession s, CancellationToken ct) => s.Query($"{Select} order by lower(p.name), p.id", null, Read, ct);

    public static Task<ProfileView?> Load(TenantSession s, Guid id, CancellationToken ct) => s.QuerySingle($"{Select} where p.id = @id", new { id }, Read, ct);

    public static ProfileView Of(JurisdictionProfile builtIn) => new(builtIn.Id, builtIn.Name, false, 0, builtIn, 1);

    private static ProfileView Read(NpgsqlDataReader r) =>
        new(r.GetGuid(0).ToString(), r.GetString(1), true, r.GetInt32(4), ProfileRows.Read(r.GetGuid(0), r.GetString(1), r.GetString(2)), r.GetInt64(3));
}
