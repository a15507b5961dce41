using Pivotal.Api.Shared;

namespace Pivotal.Api.Portal;

/// <summary>What a client gets for its order.</summary>
internal static class PortalRoutes
{
    public static void MapPortal(this RouteGroupBuilder api)
    {
        var order = api.MapGroup("/orders/{id:guid}").WithTags("Portal");
        order.MapGet("/leads", ListOrderLeads.Handle).RequireAuthorization(Policies.ClientOrOps);
        order.MapGet("/leads.csv", DownloadLeads.Handle).RequireAuthorization(Policies.ClientOrOps).MayTakeLong();
        order.MapGet("/downloads", ListDownloads.Handle).RequireAuthorization(Policies.ClientOrOps);
    }
}
