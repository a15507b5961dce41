using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Telephony;

/// <summary>Ends a call: an agent the own one, a supervisor any. The answer is the view of the agent who has the call; 204 while it has none.</summary>
internal static class HangUpCall
{
    public static async Task<Results<Ok<AgentView>, NoContent, ProblemHttpResult>> Handle(Guid id, RequestUser user, RequestDb db, IGrainFactory grains, CancellationToken ct)
    {
        var (found, agentId, ended) = await db.Run((s, inner) => s.QuerySingle(
            "select agent_id, ended_at is not null from call_attempts where id = @id", new { id }, r => (Found: true, Agent: r.IsDBNull(0) ? (Guid?)null : r.GetGuid(0), Ended: r.GetBoolean(1)), inner), ct);
        if (!found) return Problem.NotFound();
        if (!user.IsAny(Roles.Manage) || agentId == user.Id)
        {
            var own = await grains.Agent(user.TenantId, user.Id).HangUp(id);
            return own.Ok ? TypedResults.Ok(own.Value!) : Problem.From(own.Refusals);
        }

        if (!ended)
        {
            await grains.Call(user.TenantId, id).HangUp("supervisor");
            await db.Run((s, inner) => s.Record(user, "calls.hung_up", "call", id, null, inner), ct);
        }

        return agentId is { } agent ? TypedResults.Ok(await grains.Agent(user.TenantId, agent).Get()) : TypedResults.NoContent();
    }
}
