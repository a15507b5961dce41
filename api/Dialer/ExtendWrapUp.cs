using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Dialer;

/// <summary>More time after the call, by as much and as often as the campaign allows.</summary>
internal static class ExtendWrapUp
{
    public static async Task<Results<Ok<AgentView>, ProblemHttpResult>> Handle(RequestUser user, IGrainFactory grains) =>
        (await grains.Agent(user.TenantId, user.Id).ExtendWrapUp()).ToHttp();
}
