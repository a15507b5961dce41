using Pivotal.Api.Shared;

namespace Pivotal.Api.Tenancy;

internal static class TenancyRoutes
{
    public static void MapTenancy(this RouteGroupBuilder api)
    {
        var tenant = api.MapGroup("/tenants/current").WithTags("Tenancy");
        tenant.MapGet("/", GetTenant.Handle).RequireAuthorization(Policies.SignedIn);
        tenant.MapPatch("/", UpdateTenant.Handle).RequireAuthorization(Policies.Admin).Accepts<UpdateTenantRequest>("application/json");

        api.MapGet("/home", GetHome.Handle).WithTags("Tenancy").RequireAuthorization(Policies.SignedIn);
        api.MapGet("/home/overview", GetOverview.Handle).WithTags("Tenancy").RequireAuthorization(Policies.Manage);

        var clients = api.MapGroup("/clients").WithTags("Tenancy");
        clients.MapGet("/", ListClients.Handle).RequireAuthorization(Policies.Ops);
        clients.MapPost("/", CreateClient.Handle).RequireAuthorization(Policies.Ops).Idempotent();
    }
}
