using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns.Callbacks;

/// <param name="AgentId">an agent of the campaign; null: whoever is free</param>
/// <param name="At">in the future; absent: as promised</param>
internal sealed record ChangeCallbackRequest(Guid? AgentId, DateTimeOffset? At = null);

/// <summary>A promised callback given to somebody else, moved, or taken back. The campaign's queue decides, because it may be dialling it this instant.</summary>
internal static class ChangeCallback
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Reassign(
        Guid id,
        Guid contactId,
        ChangeCallbackRequest body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (!await GetQueue.Exists(id, db, ct))
            return Problem.NotFound();
        var now = time.GetUtcNow();
        var check = new Validation().That(
            body.At is null || body.At > now && body.At < now.AddYears(1),
            "/at",
            "field.out_of_range",
            "A moment within the coming year."
        );
        if (body.AgentId is { } agent)
        {
            var assigned = await db.Run(
                (s, inner) =>
                    s.Scalar<bool>(
                        "select true from campaign_agents where campaign_id = @id and agent_id = @agent and released_at is null",
                        new { id, agent },
                        inner
                    ),
                ct
            );
            check.That(assigned, "/agentId", "callbacks.not_an_agent", "This agent does not work on the campaign.");
        }

        return check.Failed
            ? check.Problem()
            : Done(await grains.Queue(user.TenantId, id).MoveCallback(contactId, body.AgentId, body.At?.ToUniversalTime(), user.Id));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> Cancel(
        Guid id,
        Guid contactId,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    ) =>
        await GetQueue.Exists(id, db, ct)
            ? Done(await grains.Queue(user.TenantId, id).CancelCallback(contactId, user.Id))
            : Problem.NotFound();

    private static Results<NoContent, ProblemHttpResult> Done(Result<bool> result) =>
        result.Ok ? TypedResults.NoContent() : Problem.From(result.Refusals);
}
