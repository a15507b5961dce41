using Pivotal.Api.Shared;
using Pivotal.Api.Shared.Doors;

namespace Pivotal.Api.Telephony;

internal static class TelephonyRoutes
{
    public static void MapTelephony(this RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Telephony");
        calls.MapGet("/", ListCalls.Handle).RequireAuthorization(Policies.Staff);
        calls.MapGet("/{id:guid}", GetCall.Handle).RequireAuthorization(Policies.Staff);
        calls.MapPost("/{id:guid}/hangup", HangUpCall.Handle).RequireAuthorization(Policies.AgentOrManage);
        calls.MapPost("/{id:guid}/supervision", SuperviseCall.StartSupervision).RequireAuthorization(Policies.Manage);
        calls.MapDelete("/{id:guid}/supervision", SuperviseCall.StopSupervision).RequireAuthorization(Policies.Manage);
        calls.MapPost("/{id:guid}/disposition", DisposeOfCall.Handle).RequireAuthorization(Policies.Agent);

        api.MapPost("/webhooks/telnyx", TelnyxWebhook.Handle).WithTags("Telephony").AllowAnonymous().DisableRateLimiting().CleansItself();
    }
}
