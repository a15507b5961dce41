using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

/// <param name="CampaignStatus">draft, active, paused …</param>
/// <param name="Status">of the contact in the campaign's queue: queued, claimed, in_progress, done, removed</param>
internal sealed record ContactCampaign(
    Guid CampaignId,
    string CampaignName,
    string CampaignStatus,
    string Status,
    string? Reason,
    int Attempts
);

/// <summary>The campaigns in whose queues a contact stands, newest first.</summary>
internal static class ContactCampaigns
{
    public static async Task<Results<Ok<IReadOnlyList<ContactCampaign>>, ProblemHttpResult>> Handle(
        Guid id,
        RequestDb db,
        CancellationToken ct
    ) =>
        await db.Run<Results<Ok<IReadOnlyList<ContactCampaign>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (!await s.Scalar<bool>("select true from contacts where id = @id and deleted_at is null", new { id }, inner))
                    return Problem.NotFound();
                return TypedResults.Ok<IReadOnlyList<ContactCampaign>>(
                    await s.Query<ContactCampaign>(
                        """
                        select c.id as campaign_id, c.name as campaign_name, c.status as campaign_status, q.status, q.reason, q.attempts
                        from queue_entries q join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
                        where q.contact_id = @id order by c.id desc limit 50
                        """,
                        new { id },
                        inner
                    )
                );
            },
            ct
        );
}
