using Pivotal.Api.Shared;

namespace Pivotal.Api.Portal;

/// <summary>What a client gets for its order.</summary>
internal static class PortalRoutes
{
    public static void MapPortal(this IEndpointRouteBuilder api)
    {
        var order = api.MapGroup("/orders/{id:guid}").WithTags("Portal");
        order.MapGet("/leads", ListOrderLeads.Handle).WithName(nameof(ListOrderLeads)).RequireAuthorization(Policies.ClientOrOps);
        order.MapGet("/leads.csv", DownloadLeads.Handle).WithName(nameof(DownloadLeads)).RequireAuthorization(Policies.ClientOrOps);
        order.MapGet("/downloads", ListDownloads.Handle).WithName(nameof(ListDownloads)).RequireAuthorization(Policies.ClientOrOps);
    }
}
