using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Leads;

/// <param name="Items">checklist item id → ticked; what is missing counts as not ticked</param>
public sealed record ChecklistBody(IReadOnlyDictionary<string, bool>? Items, string? Notes);

/// <param name="Reason">1–500 characters</param>
public sealed record RejectBody(string? Reason);

/// <summary>A reviewer's moves. The lead's grain decides; the answer is the lead as it is afterwards.</summary>
internal static class ReviewLead
{
    public static Task<Results<Ok<Lead>, ProblemHttpResult>> StartReview(
        Guid id,
        RequestUser user,
        IGrainFactory grains,
        RequestDb db,
        CancellationToken ct
    ) => Answered(id, grains.Lead(user.TenantId, id).StartReview(user.Id), db, ct);

    public static Task<Results<Ok<Lead>, ProblemHttpResult>> ReleaseReview(
        Guid id,
        RequestUser user,
        IGrainFactory grains,
        RequestDb db,
        CancellationToken ct
    ) => Answered(id, grains.Lead(user.TenantId, id).ReleaseReview(user.Id, overrule: user.Is(Roles.Admin)), db, ct);

    public static Task<Results<Ok<Lead>, ProblemHttpResult>> SaveChecklist(
        Guid id,
        ChecklistBody body,
        RequestUser user,
        IGrainFactory grains,
        RequestDb db,
        CancellationToken ct
    ) =>
        Answered(
            id,
            grains.Lead(user.TenantId, id).SaveChecklist(user.Id, body.Items ?? new Dictionary<string, bool>(), body.Notes ?? ""),
            db,
            ct
        );

    public static Task<Results<Ok<Lead>, ProblemHttpResult>> ApproveLead(
        Guid id,
        RequestUser user,
        IGrainFactory grains,
        RequestDb db,
        CancellationToken ct
    ) => Answered(id, grains.Lead(user.TenantId, id).Approve(user.Id), db, ct);

    public static Task<Results<Ok<Lead>, ProblemHttpResult>> RejectLead(
        Guid id,
        RejectBody body,
        RequestUser user,
        IGrainFactory grains,
        RequestDb db,
        CancellationToken ct
    ) => Answered(id, grains.Lead(user.TenantId, id).Reject(user.Id, body.Reason ?? ""), db, ct);

    public static Task<Results<Ok<Lead>, ProblemHttpResult>> PublishLead(
        Guid id,
        RequestUser user,
        IGrainFactory grains,
        RequestDb db,
        CancellationToken ct
    ) => Answered(id, grains.Lead(user.TenantId, id).Publish(user.Id), db, ct);

    private static async Task<Results<Ok<Lead>, ProblemHttpResult>> Answered(
        Guid id,
        Task<Result<LeadView>> move,
        RequestDb db,
        CancellationToken ct
    )
    {
        var moved = await move;
        return moved.Ok ? Answer.OkOrNotFound(await GetLead.Load(id, db, ct)) : Problem.From(moved.Refusals);
    }
}
