using Pivotal.Api.Shared;

namespace Pivotal.Api.Dialer;

internal static class AgentRoutes
{
    public static void MapDialer(this RouteGroupBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("Dialer");
        agents.MapGet("/", ListAgents.Handle).RequireAuthorization(Policies.Manage);
        agents.MapGet("/me", GetMe.Handle).RequireAuthorization(Policies.Agent);
        agents.MapPut("/me/status", SetStatus.Mine).RequireAuthorization(Policies.Agent);
        agents.MapPut("/{id:guid}/status", SetStatus.Forced).RequireAuthorization(Policies.Manage);
    }
}
