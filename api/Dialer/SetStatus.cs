using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Dialer;

/// <param name="Status">available, break, offline; during a call the last two take effect after it</param>
internal sealed record SetStatusRequest(string? Status, string? Reason);

internal static class SetStatus
{
    public static async Task<Results<Ok<AgentView>, ProblemHttpResult>> Mine(SetStatusRequest body, RequestUser user, IGrainFactory grains)
    {
        var check = Check(body);
        return check.Failed
            ? check.Problem()
            : (await grains.Agent(user.TenantId, user.Id).SetStatus(body.Status!, body.Reason, user.Id)).ToHttp();
    }

    /// <summary>By a supervisor, with a reason; leaves a line in the audit log.</summary>
    public static async Task<Results<Ok<AgentView>, ProblemHttpResult>> Forced(
        Guid id,
        SetStatusRequest body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        var check = Check(body).Text("/reason", body.Reason, 200);
        if (check.Failed)
            return check.Problem();
        var isAgent = await db.Run(
            (s, inner) =>
                s.Scalar<bool>(
                    "select exists (select 1 from user_roles where user_id = @id and role = 'agent') or exists (select 1 from agent_states where agent_id = @id and status <> 'offline')",
                    new { id },
                    inner
                ),
            ct
        );
        return isAgent
            ? (await grains.Agent(user.TenantId, id).SetStatus(body.Status!, body.Reason, user.Id)).ToHttp()
            : Problem.NotFound();
    }

    private static Validation Check(SetStatusRequest body) =>
        new Validation()
            .OneOf("/status", body.Status, [AgentStatus.Available, AgentStatus.Break, AgentStatus.Offline])
            .OptionalText("/reason", body.Reason, 200);
}
