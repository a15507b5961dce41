using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Calls;

/// <summary>Ends a call: an agent the own one, a supervisor any. The answer is the view of the agent who has the call; 204 while it has none.</summary>
internal static class HangUpCall
{
    public static async Task<Results<Ok<AgentView>, NoContent, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        var call = await db.Run(
            (s, inner) =>
                s.QuerySingle<Call>(
                    "select agent_id as agent, ended_at is not null as ended from call_attempts where id = @id",
                    new { id },
                    inner
                ),
            ct
        );
        if (call is null)
            return Problem.NotFound();
        if (!user.IsAny(Roles.Manage) || call.Agent == user.Id)
        {
            var own = await grains.Agent(user.TenantId, user.Id).HangUp(id);
            return own.Ok ? TypedResults.Ok(own.Value!) : Problem.From(own.Refusals);
        }

        if (!call.Ended)
        {
            await grains.Call(user.TenantId, id).HangUp("supervisor");
            await db.Run((s, inner) => s.Record(user, "calls.hung_up", "call", id, null, inner), ct);
        }

        return call.Agent is { } agent ? TypedResults.Ok(await grains.Agent(user.TenantId, agent).Get()) : TypedResults.NoContent();
    }

    private sealed record Call(Guid? Agent, bool Ended);
}
