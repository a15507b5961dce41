using Pivotal.Api.Shared;

namespace Pivotal.Api.Calls;

internal static class CallsRoutes
{
    public static void MapCalls(this RouteGroupBuilder api)
    {
        // The tag is part of the public document, where the calls have always stood under it.
        var calls = api.MapGroup("/calls").WithTags("Telephony");
        calls.MapGet("/", ListCalls.Handle).RequireAuthorization(Policies.Staff);
        calls.MapGet("/{id:guid}", GetCall.Handle).RequireAuthorization(Policies.Staff);
        calls.MapPost("/{id:guid}/hangup", HangUpCall.Handle).RequireAuthorization(Policies.AgentOrManage);
        calls.MapPost("/{id:guid}/supervision", SuperviseCall.StartSupervision).RequireAuthorization(Policies.Manage);
        calls.MapDelete("/{id:guid}/supervision", SuperviseCall.StopSupervision).RequireAuthorization(Policies.Manage);
        calls.MapPost("/{id:guid}/disposition", DisposeOfCall.Handle).RequireAuthorization(Policies.Agent);
    }
}
