using Pivotal.Api.Shared;

namespace Pivotal.Api.Orders;

internal static class OrdersRoutes
{
    public static void AddOrders(this IServiceCollection services) => services.AddScoped<OrderNews>();

    public static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("/", ListOrders.Handle).RequireAuthorization(Policies.ClientOrOps);
        orders.MapPost("/", CreateOrder.Handle).RequireAuthorization(Policies.Client).Idempotent();
        orders.MapGet("/{id:guid}", GetOrder.Handle).RequireAuthorization(Policies.ClientOrOps);
        orders
            .MapPatch("/{id:guid}", ChangeOrder.Handle)
            .RequireAuthorization(Policies.Client)
            .RequireIfMatch()
            .Accepts<OrderBody>("application/json");
        orders.MapPost("/{id:guid}/submit", MoveOrder.SubmitOrder).RequireAuthorization(Policies.Client);
        orders.MapPost("/{id:guid}/cancel", MoveOrder.CancelOrder).RequireAuthorization(Policies.ClientOrOps);
        orders.MapPost("/{id:guid}/start", MoveOrder.StartOrder).RequireAuthorization(Policies.Ops);
        orders.MapPost("/{id:guid}/complete", MoveOrder.CompleteOrder).RequireAuthorization(Policies.Ops);
        orders.MapPut("/{id:guid}/campaigns/{campaignId:guid}", OrderCampaigns.LinkCampaign).RequireAuthorization(Policies.Ops);
        orders.MapDelete("/{id:guid}/campaigns/{campaignId:guid}", OrderCampaigns.UnlinkCampaign).RequireAuthorization(Policies.Ops);
    }
}
