using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
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
                await s.Execute("delete from order_campaigns where campaign_id = @id", new { id }, inner);
                await s.Execute("delete from campaign_agents where campaign_id = @id", new { id }, inner);
                var name = await s.Scalar<string>("delete from campaigns where id = @id returning name", new { id }, inner);
                await s.Record(user, "campaigns.deleted", "campaign", id, new { name }, inner);
                return TypedResults.NoContent();
            },
            ct
        );
}
