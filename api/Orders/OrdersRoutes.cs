using Pivotal.Api.Shared;

namespace Pivotal.Api.Orders;

internal static class OrdersRoutes
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("", ListOrders.Handle).WithName(nameof(ListOrders)).RequireAuthorization(Policies.ClientOrOps);
        orders.MapPost("", CreateOrder.Handle).WithName(nameof(CreateOrder)).RequireAuthorization(Policies.Client).Idempotent();
        orders.MapGet("/{id:guid}", GetOrder.Handle).WithName(nameof(GetOrder)).RequireAuthorization(Policies.ClientOrOps);
        orders.MapPatch("/{id:guid}", ChangeOrder.Handle).WithName(nameof(ChangeOrder)).RequireAuthorization(Policies.Client).RequireIfMatch();
        orders.MapPost("/{id:guid}/submit", MoveOrder.Submit).WithName("SubmitOrder").RequireAuthorization(Policies.Client);
        orders.MapPost("/{id:guid}/cancel", MoveOrder.Cancel).WithName("CancelOrder").RequireAuthorization(Policies.ClientOrOps);
        orders.MapPost("/{id:guid}/start", MoveOrder.Start).WithName("StartOrder").RequireAuthorization(Policies.Ops);
        orders.MapPost("/{id:guid}/complete", MoveOrder.Complete).WithName("CompleteOrder").RequireAuthorization(Policies.Ops);
        orders.MapPut("/{id:guid}/campaigns/{campaignId:guid}", LinkCampaign.Link).WithName(nameof(LinkCampaign)).RequireAuthorization(Policies.Ops);
        orders.MapDelete("/{id:guid}/campaigns/{campaignId:guid}", LinkCampaign.Unlink).WithName("UnlinkCampaign").RequireAuthorization(Policies.Ops);
    }
}
