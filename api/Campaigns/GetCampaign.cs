using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

internal static class GetCampaign
{
    public static async Task<Results<Ok<Campaign>, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run((s, inner) => Campaign.Load(s, id, inner), ct));
}
