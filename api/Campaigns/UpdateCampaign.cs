using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orleans;
using Pivotal.Api.Campaigns.Rules;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>JSON merge patch (RFC 7396) on what <see cref="CampaignBody"/> names: absent stays, null clears. A running campaign follows from its next dial on.</summary>
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
        var after = patch.Over(CampaignBody.Of(before)).Normalized();
        var check = after.Check(CampaignBody.Of(before));
        if (check.Failed)
            return check.Problem();
        if (before.Status != CampaignStatus.Draft)
        {
            if (after.ListId != before.ListId)
                return Problem.From(CampaignRefusals.Fixed("/listId"));
            if (after.Cap?.Mode != before.Cap?.Mode)
                return Problem.From(CampaignRefusals.Fixed("/cap/mode"));
            if (after.Rules?.Recycle.AccountCapScope != before.Rules.Recycle.AccountCapScope)
                return Problem.From(CampaignRefusals.Fixed("/rules/recycle/accountCapScope"));
            if (await AnsweredQuestions.Lost(s, id, before.Questions, after.Questions ?? [], ct) is { } lost)
                return Problem.From(lost);
            if (after.CallerId is null)
                return Problem.From(
                    new Refusal(RefusalKind.Invalid, "campaigns.no_caller_id", "Set the number the campaign calls from.", "/callerId")
                );
        }

        if (await CreateCampaign.UnknownList(s, after, ct) is { } unknown)
            return Problem.From(unknown);
        if (await LegalLimits.Check(s, after, ct) is { Count: > 0 } lax)
            return Problem.From(lax);
        var changed = await s.Execute(
            """
            update campaigns
            set name = @name, type = @type, list_id = @list, script = @script, questions = @questions, checklist = @checklist, dial_mode = @mode, caller_id = @caller, ring_timeout_s = @ring,
                amd_enabled = @amd, max_concurrent = @concurrent, max_attempts = @attempts, retry_minutes = @retry, wrap_up_s = @wrap, window_days = @days, window_start = @start,
                window_end = @end, time_zone = @zone, use_contact_zone = @contactZone, cap_mode = @capMode, cap_value = @capValue, lead_goal = @goal, power_ratio = @ratio, abandon_cap = @abandonCap, rules = @rules, updated_at = now(), version = version + 1
            where id = @id and version = @version
            """,
            after.Parameters(id, version, user.Id),
            ct
        );
        if (changed == 0)
            return Problem.Stale();
        await s.Record(
            user,
            "campaigns.updated",
            "campaign",
            id,
            new
            {
                fields = patch.EnumerateObject().Select(p => p.Name).ToArray(),
                changes = Changes(CampaignBody.Of(before), after, patch),
            },
            ct
        );
        return TypedResults.Ok((await Campaign.Load(s, id, ct))!);
    }

    /// <summary>From and to of what a number or a word says; of a longer text or a list the field's name is enough.</summary>
    private static Dictionary<string, object?> Changes(CampaignBody before, CampaignBody after, JsonElement patch)
    {
        var (was, now) = (JsonSerializer.SerializeToNode(before, Json.Options)!, JsonSerializer.SerializeToNode(after, Json.Options)!);
        var changes = patch
            .EnumerateObject()
            .Select(p => p.Name)
            .Where(name =>
                name
                    is "dialMode"
                        or "powerRatio"
                        or "abandonCap"
                        or "maxConcurrent"
                        or "wrapUpSeconds"
                        or "ringTimeoutSeconds"
                        or "maxAttempts"
                        or "retryMinutes"
                        or "leadGoal"
            )
            .Where(name => was[name]?.ToJsonString() != now[name]?.ToJsonString())
            .ToDictionary(name => name, name => (object?)new { from = was[name], to = now[name] });
        var (target, wanted) = (before.Rules!.Agents.OccupancyTarget, after.Rules!.Agents.OccupancyTarget);
        if (target != wanted)
            changes["occupancyTarget"] = new { from = target, to = wanted };
        return changes;
    }
}
