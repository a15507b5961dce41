using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Dialer;

internal static class GetMe
{
    public static async Task<Ok<AgentView>> Handle(RequestUser user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.Agent(user.TenantId, user.Id).Get());
}
