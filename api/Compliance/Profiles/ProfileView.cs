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
        select p.id, p.name, p.body, p.version,
               (select count(*) from campaigns c
                where c.tenant_id = p.tenant_id and c.status not in ('completed', 'cancelled') and c.document #> '{rules,compliance,profiles}' ? p.id::text)::int as campaigns
        from compliance_profiles p
        """;

    public static readonly Refusal NameTaken = new(
        RefusalKind.Conflict,
        "compliance.name_taken",
        "There is a profile with this name already.",
        "/name"
    );

    public static async Task<List<ProfileView>> OfTenant(TenantSession s, CancellationToken ct) =>
        (await s.Query<Row>($"{Select} order by lower(p.name), p.id", null, ct)).ConvertAll(Of);

    public static async Task<ProfileView?> Load(TenantSession s, Guid id, CancellationToken ct) =>
        await s.QuerySingle<Row>($"{Select} where p.id = @id", new { id }, ct) is { } row ? Of(row) : null;

    public static ProfileView Of(JurisdictionProfile builtIn) => new(builtIn.Id, builtIn.Name, false, 0, builtIn, 1);

    private static ProfileView Of(Row row) =>
        new(row.Id.ToString(), row.Name, true, row.Campaigns, new ProfileRow(row.Id, row.Name, row.Body).Profile, row.Version);

    private sealed record Row(Guid Id, string Name, JurisdictionProfile Body, int Campaigns, long Version);
}
