using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>JSON merge patch (RFC 7396) on the campaign's <see cref="CampaignDocument"/>: absent stays, null clears. A running campaign follows from its next dial on.</summary>
internal static class UpdateCampaign
{
    public static async Task<Results<Ok<Campaign>, ProblemHttpResult>> Handle(
        Guid id,
        JsonElement body,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        if (body.ValueKind != JsonValueKind.Object)
            return Problem.Malformed("request.malformed", "Send an object.");
        try
        {
            var answer = await db.Run((s, inner) => Change(s, id, body, request.IfMatch(), user, inner), ct);
            if (answer.Result is Ok<Campaign> { Value: { Status: not CampaignStatus.Draft } })
                await grains.Queue(user.TenantId, id).Refresh();
            return answer;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.From(CampaignRefusals.NameTaken);
        }
    }

    private static async Task<Results<Ok<Campaign>, ProblemHttpResult>> Change(
        TenantSession s,
        Guid id,
        JsonElement patch,
        long version,
        RequestUser user,
        CancellationToken ct
    )
    {
        if (await Campaign.Load(s, id, ct) is not { } before)
            return Problem.NotFound();
        if (before.Version != version)
            return Problem.Stale();
        if (before.Status is CampaignStatus.Completed or CampaignStatus.Cancelled)
            return Problem.From(CampaignRefusals.Finished);
        var after = await CreateCampaign.OnAClock(s, CampaignRequest.Over(patch, before), ct);
        if (after.Check(before) is { Failed: true } wrong)
            return wrong.Problem();
        if (await NotAfterStart(s, before, after, ct) is { } held)
            return Problem.From(held);
        if (await CreateCampaign.UnknownList(s, after, ct) is { } unknown)
            return Problem.From(unknown);
        if (await LegalLimits.Check(s, after, ct) is { Count: > 0 } lax)
            return Problem.From(lax);
        if (!await CampaignRows.Change(s, id, version, after, ct))
            return Problem.Stale();
        var changes = CampaignChanges.Between(Node(before), Node(after));
        await s.Record(
            user,
            "campaigns.updated",
            "campaign",
            id,
            new { fields = changes.Keys.Select(k => k.Split('.')[0]).Distinct().ToArray(), changes },
            ct
        );
        return TypedResults.Ok((await Campaign.Load(s, id, ct))!);
    }

    /// <summary>What a campaign that has started keeps: those who are called, whose places are counted how, what was answered and from which number.</summary>
    private static async Task<Refusal?> NotAfterStart(TenantSession s, Campaign before, CampaignDocument after, CancellationToken ct)
    {
        if (before.Status == CampaignStatus.Draft)
            return null;
        if (after.ListId != before.ListId)
            return CampaignRefusals.Fixed("/listId");
        if (after.Cap?.Mode != before.Cap?.Mode)
            return CampaignRefusals.Fixed("/cap/mode");
        if (after.Rules.Recycle.AccountCapScope != before.Rules.Recycle.AccountCapScope)
            return CampaignRefusals.Fixed("/rules/recycle/accountCapScope");
        return await AnsweredQuestions.Lost(s, before.Id, before.Questions, after.Questions, ct)
            ?? (after.CallerId is null ? CampaignRefusals.NoCallerId : null);
    }

    private static JsonNode? Node(CampaignDocument document) => JsonSerializer.SerializeToNode(document, Json.Options);
}
