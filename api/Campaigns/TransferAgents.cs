using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <param name="From">the campaign they work on</param>
internal sealed record AgentTransfer(Guid From, IReadOnlyList<Guid> AgentIds);

/// <summary>
/// Agents of another campaign come over to this one in a single step: whoever is available stays available, whoever talks finishes first. Taken off and put on in two steps, each of them would be without
/// a campaign in between, and on a break from then on. Refusals: campaigns.finished, campaigns.agent_gone.
/// </summary>
internal static class TransferAgents
{
    public static async Task<Results<Ok<CampaignAgentIds>, ProblemHttpResult>> Handle(
        Guid id,
        AgentTransfer body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        var check = new Validation()
            .That(body.AgentIds is { Count: > 0 and <= 10_000 }, "/agentIds", "field.required", "From 1 to 10000 agents.")
            .That(body.From != id, "/from", "field.duplicate", "They work on this campaign already.");
        if (check.Failed)
            return check.Problem();
        Guid[] wanted = [.. body.AgentIds.Distinct()];
        var status = new Dictionary<Guid, string>();
        var answer = await db.Run<Results<Ok<CampaignAgentIds>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                // In the order of their ids, so that two transfers the other way round wait for each other and not both for ever.
                status = (
                    await s.Query<Found>(
                        "select id, status from campaigns where id = any(@both) order by id for update",
                        new { both = new[] { id, body.From } },
                        inner
                    )
                ).ToDictionary(c => c.Id, c => c.Status);
                if (!status.TryGetValue(id, out var to) || !status.ContainsKey(body.From))
                    return Problem.NotFound();
                if (to is CampaignStatus.Completed or CampaignStatus.Cancelled)
                    return Problem.From(CampaignRefusals.Finished);
                var there = await s.Query<Guid>(
                    "select agent_id from campaign_agents where campaign_id = @from and agent_id = any(@wanted) and released_at is null for update",
                    new { from = body.From, wanted },
                    inner
                );
                if (Array.FindIndex(wanted, w => !there.Contains(w)) is var gone and >= 0)
                    return Problem.From(CampaignRefusals.AgentGone(gone));
                await CampaignAgentRows.Move(s, body.From, id, wanted, user.Id, inner);
                await s.Record(user, "campaigns.agents_moved", "campaign", id, new { from = body.From, agents = wanted }, inner);
                await s.Record(user, "campaigns.agents_moved", "campaign", body.From, new { to = id, agents = wanted }, inner);
                return TypedResults.Ok(new CampaignAgentIds((await Campaign.Load(s, id, inner))!.AgentIds));
            },
            ct
        );
        if (answer.Result is not Ok<CampaignAgentIds>)
            return answer;
        foreach (var agent in wanted)
            await grains.Agent(user.TenantId, agent).CampaignChanged();
        foreach (var campaign in status.Where(c => c.Value != CampaignStatus.Draft))
            await grains.Queue(user.TenantId, campaign.Key).Refresh();
        return answer;
    }

    private readonly record struct Found(Guid Id, string Status);
}
