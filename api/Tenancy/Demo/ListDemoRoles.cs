using Microsoft.AspNetCore.Http.HttpResults;

namespace Pivotal.Api.Tenancy.Demo;

/// <param name="Tenant">short name of the demo tenant</param>
/// <param name="LookAt">what to look at first</param>
internal sealed record DemoRole(string Tenant, string TenantName, string Role, string Name, string LookAt);

/// <summary>One person for each role of a demo tenant, for the cards of the sign-in page.</summary>
internal static class ListDemoRoles
{
    public static Ok<IReadOnlyList<DemoRole>> Handle() =>
        TypedResults.Ok<IReadOnlyList<DemoRole>>([
            .. from tenant in DemoCast.Tenants
            from role in DemoCast.FirstOfEachRole(tenant)
            select new DemoRole(
                tenant.Tenant.Slug,
                tenant.Tenant.Name,
                role.Role,
                $"{role.FirstName} {role.LastName}",
                DemoCast.LookAt[role.Role]
            ),
        ]);
}
