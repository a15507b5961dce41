using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>Why a contact is called, why not, and when next.</summary>
internal static class GetWhy
{
    public static async Task<Results<Ok<WhyContact>, ProblemHttpResult>> Handle(
        Guid id,
        Guid contactId,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    ) => await GetQueue.Exists(id, db, ct) ? (await grains.Queue(user.TenantId, id).Why(contactId)).ToHttp() : Problem.NotFound();
}
