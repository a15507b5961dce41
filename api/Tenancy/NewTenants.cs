using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Tenancy;

internal sealed record NewTenant(string Name, string Slug, string TimeZone, bool IsDemo);

internal sealed record ActiveTenant(Guid Id, string Slug, string Name, bool IsDemo);

/// <summary>Tenants are made by the operator of the installation, never over HTTP.</summary>
internal static class NewTenants
{
    public static Task<List<ActiveTenant>> All(TenantDb db, CancellationToken ct) =>
        db.System((s, inner) => s.Query<ActiveTenant>("select id, slug, name, is_demo from active_tenants()", null, inner), ct);

    public static async Task<Guid> Add(TenantDb db, NewTenant tenant, CancellationToken ct)
    {
        var id = Ids.New();
        await db.System(
            (s, inner) =>
                s.Execute(
                    "select provision_tenant(@id, @name, @slug, @zone, @demo)",
                    new
                    {
                        id,
                        name = tenant.Name,
                        slug = tenant.Slug,
                        zone = tenant.TimeZone,
                        demo = tenant.IsDemo,
                    },
                    inner
                ),
            ct
        );
        return id;
    }
}
