using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>Start, pause, drain, complete: the queue's grain decides, stores and keeps the audit line.</summary>
internal static class MoveCampaign
{
    public static Task<Results<Ok<QueueSnapshot>, ProblemHttpResult>> Start(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    ) => Move(id, user, db, grains, queue => queue.Start(user.Id), ct);

    public static Task<Results<Ok<QueueSnapshot>, ProblemHttpResult>> Pause(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    ) => Move(id, user, db, grains, queue => queue.Pause(user.Id), ct);

    public static Task<Results<Ok<QueueSnapshot>, ProblemHttpResult>> Drain(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    ) => Move(id, user, db, grains, queue => queue.Drain(user.Id), ct);

    public static Task<Results<Ok<QueueSnapshot>, ProblemHttpResult>> Complete(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    ) => Move(id, user, db, grains, queue => queue.Complete(user.Id), ct);

    private static async Task<Results<Ok<QueueSnapshot>, ProblemHttpResult>> Move(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        Func<ICampaignQueueGrain, Task<Result<QueueSnapshot>>> move,
        CancellationToken ct
    ) => await GetQueue.Exists(id, db, ct) ? (await move(grains.Queue(user.TenantId, id))).ToHttp() : Problem.NotFound();
}
