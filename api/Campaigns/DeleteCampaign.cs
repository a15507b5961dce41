using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns;

/// <summary>Only a draft: whatever has run keeps its history.</summary>
internal static class DeleteCampaign
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, RequestUser user, RequestDb db, CancellationToken ct) =>
        await db.Run<Results<NoContent, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await s.Scalar<string>("select status from campaigns where id = @id for update", new { id }, inner) is not { } status)
                    return Problem.NotFound();
                if (status != CampaignStatus.Draft)
                    return Problem.From(CampaignRefusals.NotDraft);
                var name = await CampaignRows.Delete(s, id, inner);
                await s.Record(user, "campaigns.deleted", "campaign", id, new { name }, inner);
                return TypedResults.NoContent();
            },
            ct
        );
}
