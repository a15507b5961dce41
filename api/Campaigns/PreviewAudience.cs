using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Gates = Pivotal.Data.Campaigns.Audience;

namespace Pivotal.Api.Campaigns;

internal sealed record PreviewRequest(Guid? ListId);

/// <param name="Reason">no_phone, invalid, dnc, duplicate_phone</param>
internal sealed record PreviewReason(string Reason, int Count);

internal sealed record AudiencePreview(int Total, int Dialable, IReadOnlyList<PreviewReason> Out);

/// <summary>Who of a list would be dialled and who not, by the gates the queue itself is filled with.</summary>
internal static class PreviewAudience
{
    public static async Task<Results<Ok<AudiencePreview>, ProblemHttpResult>> Handle(
        PreviewRequest body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var check = new Validation().That(body.ListId is not null, "/listId", "field.required", "This is needed.");
        if (check.Failed)
            return check.Problem();
        return await db.Run<Results<Ok<AudiencePreview>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await CreateCampaign.UnknownList(s, body.ListId, inner))
                    return Problem.From(CampaignRefusals.UnknownList);
                await Gates.PlanForWholeLists(s, inner);
                var rows = await s.Query<Gate>(
                    $"with {Gates.Gated} select reason, count(*)::int as count from gated group by reason order by 2 desc, 1",
                    new { tenant = user.TenantId, lists = new[] { body.ListId!.Value } },
                    inner
                );
                return TypedResults.Ok(
                    new AudiencePreview(
                        rows.Sum(r => r.Count),
                        rows.Where(r => r.Reason is null).Sum(r => r.Count),
                        [.. rows.Where(r => r.Reason is not null).Select(r => new PreviewReason(r.Reason!, r.Count))]
                    )
                );
            },
            ct
        );
    }

    private readonly record struct Gate(string? Reason, int Count);
}
