using Pivotal.Api.Shared;

namespace Pivotal.Api.Dialer;

internal static class AgentRoutes
{
    public static void MapDialer(this RouteGroupBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("Dialer");
        agents.MapGet("/", ListAgents.Handle).RequireAuthorization(Policies.Manage);
        agents.MapPut("/{id:guid}/status", SetStatus.Forced).RequireAuthorization(Policies.Manage);

        agents.MapGet("/me", GetMe.Handle).RequireAuthorization(Policies.Agent);
        agents.MapPut("/me/status", SetStatus.Mine).RequireAuthorization(Policies.Agent);
        agents.MapPost("/me/wrap-up", ExtendWrapUp.Handle).RequireAuthorization(Policies.Agent);
        agents.MapGet("/me/breaks", MyBreaks.Handle).RequireAuthorization(Policies.Agent);
        agents.MapPost("/me/preview/dial", MyPreview.DialPreview).RequireAuthorization(Policies.Agent);
        agents.MapPost("/me/preview/skip", MyPreview.SkipPreview).RequireAuthorization(Policies.Agent);
        agents.MapGet("/me/contacts", MyContacts.Handle).RequireAuthorization(Policies.Agent);
        agents.MapPost("/me/calls/check", DialByHand.CheckDial).RequireAuthorization(Policies.Agent);
        agents.MapPost("/me/calls", DialByHand.Handle).RequireAuthorization(Policies.Agent);

        var codes = api.MapGroup("/pause-codes").WithTags("Dialer");
        codes.MapGet("/", PauseCodes.List).RequireAuthorization(Policies.Staff);
        codes.MapPost("/", PauseCodes.Create).RequireAuthorization(Policies.Manage).Idempotent();
        codes
            .MapPatch("/{id:guid}", PauseCodes.Change)
            .RequireAuthorization(Policies.Manage)
            .RequireIfMatch()
            .Accepts<PauseCodeBody>("application/json");
        codes.MapDelete("/{id:guid}", PauseCodes.Delete).RequireAuthorization(Policies.Manage);
    }
}
