using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Calls;

/// <param name="Role">monitor (hear both), whisper (the agent hears), barge (both hear)</param>
internal sealed record SuperviseRequest(string? Role);

/// <summary>A supervisor's own leg is dialled and joins the call; asked again, the role changes. One supervisor a call. Leaves a line in the audit log.</summary>
internal static class SuperviseCall
{
    public static async Task<Results<Ok<SupervisionView>, ProblemHttpResult>> StartSupervision(
        Guid id,
        SuperviseRequest body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        var check = new Validation().OneOf("/role", body.Role, SupervisorRole.All);
        if (check.Failed)
            return check.Problem();
        if (await Ended(id, db, ct) is not { } ended)
            return Problem.NotFound();
        if (ended)
            return Problem.Conflict("supervision.not_live", "Nobody is talking on this call.");
        var answer = await grains.Call(user.TenantId, id).Supervise(user.Id, body.Role!);
        if (answer.Ok)
            await db.Run((s, inner) => s.Record(user, "calls.supervised", "call", id, new { role = body.Role }, inner), ct);
        return answer.ToHttp();
    }

    public static async Task<Results<Ok<SupervisionView>, ProblemHttpResult>> StopSupervision(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        if (await Ended(id, db, ct) is null)
            return Problem.NotFound();
        var answer = await grains.Call(user.TenantId, id).StopSupervising(user.Id);
        if (answer.Ok)
            await db.Run((s, inner) => s.Record(user, "calls.supervision_ended", "call", id, null, inner), ct);
        return answer.ToHttp();
    }

    private static Task<bool?> Ended(Guid id, RequestDb db, CancellationToken ct) =>
        db.Run((s, inner) => s.Scalar<bool?>("select ended_at is not null from call_attempts where id = @id", new { id }, inner), ct);
}
