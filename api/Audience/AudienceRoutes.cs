using Pivotal.Api.Shared;

namespace Pivotal.Api.Audience;

internal static class AudienceRoutes
{
    public static void MapAudience(this RouteGroupBuilder api)
    {
        var lists = api.MapGroup("/lists").WithTags("Lists");
        lists.MapGet("/", ListLists.Handle).RequireAuthorization(Policies.Records);
        lists.MapPost("/", CreateList.Handle).RequireAuthorization(Policies.Data).Idempotent();
        lists.MapGet("/{id:guid}", GetList.Handle).RequireAuthorization(Policies.Records);
        lists
            .MapPatch("/{id:guid}", UpdateList.Handle)
            .RequireAuthorization(Policies.Data)
            .RequireIfMatch()
            .Accepts<ListBody>("application/json");
        lists.MapDelete("/{id:guid}", DeleteList.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        lists.MapPost("/{id:guid}/members", ListMembers.Add).RequireAuthorization(Policies.Data).MayTakeLong();
        lists.MapDelete("/{id:guid}/members", ListMembers.Remove).RequireAuthorization(Policies.Data).MayTakeLong();
    }
}
