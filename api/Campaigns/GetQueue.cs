using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

internal static class GetQueue
{
    public static async Task<Results<Ok<QueueSnapshot>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    ) => await Exists(id, db, ct) ? TypedResults.Ok(await grains.Queue(user.TenantId, id).Snapshot()) : Problem.NotFound();

    /// <summary>Another tenant's id is as unknown as one that never was, and no grain is woken for it.</summary>
    internal static Task<bool> Exists(Guid id, RequestDb db, CancellationToken ct) =>
        db.Run((s, inner) => s.Scalar<bool>("select true from campaigns where id = @id", new { id }, inner), ct);
}
