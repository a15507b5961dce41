using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <param name="Assignments">what the campaign knows of single agents; who is not named keeps what he has</param>
internal sealed record CampaignAgentIds(IReadOnlyList<Guid> AgentIds, IReadOnlyList<AgentAssignment>? Assignments = null);

/// <param name="SkillLevel">1–10; more gets calls first in the order skill_level</param>
/// <param name="Rank">1–99; 1 gets calls first in the order rank</param>
/// <param name="WrapUpSeconds">0–3,600; null: the campaign's</param>
internal sealed record AgentAssignment(Guid AgentId, int SkillLevel = 5, int Rank = 5, int? WrapUpSeconds = null);

/// <summary>Who works on a campaign. An agent works on one campaign at a time; an index in the database says so.</summary>
internal static class CampaignAgents
{
    public static async Task<Results<Ok<CampaignAgentIds>, ProblemHttpResult>> Get(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(
            await db.Run(
                async (s, inner) =>
                    await Campaign.Load(s, id, inner) is { } campaign
                        ? new CampaignAgentIds(campaign.AgentIds, await Assignments(s, id, inner))
                        : null,
                ct
            )
        );

    public static async Task<Results<Ok<CampaignAgentIds>, ProblemHttpResult>> Put(
        Guid id,
        CampaignAgentIds body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        if (Check(body) is { Failed: true } wrong)
            return wrong.Problem();
        Guid[] wanted = [.. body.AgentIds.Distinct()];
        List<Guid> changed = [];
        Results<Ok<CampaignAgentIds>, ProblemHttpResult> answer;
        string? status = null;
        try
        {
            answer = await db.Run<Results<Ok<CampaignAgentIds>, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    status = await s.Scalar<string>("select status from campaigns where id = @id for update", new { id }, inner);
                    if (status is null)
                        return Problem.NotFound();
                    if (status is CampaignStatus.Completed or CampaignStatus.Cancelled)
                        return Problem.From(CampaignRefusals.Finished);
                    var agents = await s.Query<Guid>(
                        "select u.id from users u join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id and r.role = 'agent' where u.id = any(@wanted) and u.status = 'active'",
                        new { wanted },
                        inner
                    );
                    if (Array.FindIndex(wanted, w => !agents.Contains(w)) is var stranger and >= 0)
                        return Problem.From(CampaignRefusals.NotAnAgent(stranger));
                    if (await Taken(s, id, wanted, inner) is { } taken)
                        return Problem.From(taken);
                    changed =
                    [
                        .. (await CampaignAgentRows.Assign(s, id, wanted, user.Id, inner)).Union(
                            await CampaignAgentRows.Describe(
                                s,
                                id,
                                [.. (body.Assignments ?? []).Select(a => new AgentTerms(a.AgentId, a.SkillLevel, a.Rank, a.WrapUpSeconds))],
                                inner
                            )
                        ),
                    ];
                    await s.Record(
                        user,
                        "campaigns.agents_set",
                        "campaign",
                        id,
                        new { agents = wanted, assignments = body.Assignments ?? [] },
                        inner
                    );
                    return TypedResults.Ok(new CampaignAgentIds(wanted, await Assignments(s, id, inner)));
                },
                ct
            );
        }
        catch (PostgresException e)
            when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "campaign_agents_active_ux" })
        {
            // Somebody assigned the same agent elsewhere in the same moment.
            return Problem.From(
                new Refusal(
                    RefusalKind.Conflict,
                    "campaigns.agent_taken",
                    "One of the agents was just assigned to another campaign.",
                    "/agentIds"
                )
            );
        }

        if (answer.Result is not Ok<CampaignAgentIds>)
            return answer;
        foreach (var agent in changed)
            await grains.Agent(user.TenantId, agent).CampaignChanged();
        if (status != CampaignStatus.Draft)
            await grains.Queue(user.TenantId, id).Refresh();
        return answer;
    }

    private static Validation Check(CampaignAgentIds body)
    {
        var check = new Validation().That(body.AgentIds.Count <= 10_000, "/agentIds", "field.too_many", "At most 10000 agents.");
        if (check.Failed)
            return check;
        foreach (var (one, i) in (body.Assignments ?? []).Select((a, i) => (a, i)))
        {
            check
                .That(
                    body.AgentIds.Contains(one.AgentId),
                    $"/assignments/{i}/agentId",
                    "campaigns.not_assigned",
                    "This agent is not among the campaign's."
                )
                .Range($"/assignments/{i}/skillLevel", one.SkillLevel, 1, 10)
                .Range($"/assignments/{i}/rank", one.Rank, 1, 99)
                .Range($"/assignments/{i}/wrapUpSeconds", one.WrapUpSeconds, 0, 3600);
        }

        return check;
    }

    private static Task<List<AgentAssignment>> Assignments(TenantSession s, Guid id, CancellationToken ct) =>
        s.Query<AgentAssignment>(
            "select agent_id, skill_level, rank, wrap_up_s as wrap_up_seconds from campaign_agents where campaign_id = @id and released_at is null order by assigned_at, agent_id",
            new { id },
            ct
        );

    private static async Task<Refusal?> Taken(TenantSession s, Guid id, Guid[] wanted, CancellationToken ct)
    {
        var taken = await s.Query<Elsewhere>(
            $"""
            select {PersonName.Of("u")} as agent, c.name as campaign, g.agent_id as id
            from campaign_agents g
            join users u on u.tenant_id = g.tenant_id and u.id = g.agent_id
            join campaigns c on c.tenant_id = g.tenant_id and c.id = g.campaign_id
            where g.agent_id = any(@wanted) and g.campaign_id <> @id and g.released_at is null
              and c.status not in ('completed', 'cancelled')
            order by 1 limit 1
            """,
            new { wanted, id },
            ct
        );
        return taken is [var first]
            ? new Refusal(
                RefusalKind.Conflict,
                "campaigns.agent_taken",
                $"{first.Agent} works on {first.Campaign}.",
                $"/agentIds/{Array.IndexOf(wanted, first.Id)}"
            )
            : null;
    }

    private readonly record struct Elsewhere(string Agent, string Campaign, Guid Id);
}
