using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Dialer;

/// <param name="CallId">of the contact on the screen</param>
internal sealed record PreviewRequest(Guid CallId);

/// <param name="Reason">why not this one</param>
internal sealed record SkipRequest(Guid CallId, string? Reason);

/// <summary>Mode preview: what the agent does with the contact on the screen.</summary>
internal static class MyPreview
{
    public static async Task<Results<Ok<AgentView>, ProblemHttpResult>> DialPreview(
        PreviewRequest body,
        RequestUser user,
        IGrainFactory grains
    ) => (await grains.Agent(user.TenantId, user.Id).DialPreview(body.CallId)).ToHttp();

    public static async Task<Results<Ok<AgentView>, ProblemHttpResult>> SkipPreview(
        SkipRequest body,
        RequestUser user,
        IGrainFactory grains
    )
    {
        var check = new Validation().Text("/reason", body.Reason, 200);
        return check.Failed
            ? check.Problem()
            : (await grains.Agent(user.TenantId, user.Id).SkipPreview(body.CallId, body.Reason!.Trim())).ToHttp();
    }
}
