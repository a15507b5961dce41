using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orleans;
using Pivotal.Api.Shared;
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
                        .. (await Assign(s, id, wanted, user.Id, inner)).Union(await Describe(s, id, body.Assignments ?? [], inner)),
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

    /// <returns>agents of whom something changed</returns>
    private static Task<List<Guid>> Describe(TenantSession s, Guid id, IReadOnlyList<AgentAssignment> assignments, CancellationToken ct) =>
        s.Query<Guid>(
            """
            update campaign_agents g set skill_level = w.skill, rank = w.rank, wrap_up_s = w.wrap
            from unnest(@agents, @skills, @ranks, @wraps) as w (agent_id, skill, rank, wrap)
            where g.campaign_id = @id and g.agent_id = w.agent_id and g.released_at is null and (g.skill_level, g.rank, g.wrap_up_s) is distinct from (w.skill, w.rank, w.wrap)
            returning g.agent_id
            """,
            new
            {
                id,
                agents = assignments.Select(a => a.AgentId).ToArray(),
                skills = assignments.Select(a => a.SkillLevel).ToArray(),
                ranks = assignments.Select(a => a.Rank).ToArray(),
                wraps = assignments.Select(a => a.WrapUpSeconds).ToArray(),
            },
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

    /// <summary>Released here who is no longer wanted, and wherever a finished campaign still holds somebody wanted.</summary>
    private static async Task<HashSet<Guid>> Assign(TenantSession s, Guid id, Guid[] wanted, Guid by, CancellationToken ct)
    {
        var released = await s.Query<Guid>(
            """
            update campaign_agents g set released_at = now()
            from campaigns c
            where c.tenant_id = g.tenant_id and c.id = g.campaign_id and g.released_at is null
              and ((g.campaign_id = @id and not g.agent_id = any(@wanted))
                   or (g.campaign_id <> @id and g.agent_id = any(@wanted) and c.status in ('completed', 'cancelled')))
            returning g.agent_id
            """,
            new { id, wanted },
            ct
        );
        var assigned = await s.Query<Guid>(
            """
            insert into campaign_agents (tenant_id, campaign_id, agent_id, assigned_by)
            select c.tenant_id, c.id, w.agent_id, @by from campaigns c cross join unnest(@wanted) as w (agent_id)
            where c.id = @id
              and not exists (select 1 from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.agent_id = w.agent_id and g.released_at is null)
            on conflict (tenant_id, campaign_id, agent_id) do update set released_at = null, assigned_by = excluded.assigned_by, assigned_at = now()
            returning agent_id
            """,
            new
            {
                id,
                wanted,
                by,
            },
            ct
        );
        return [.. released, .. assigned];
    }

    private readonly record struct Elsewhere(string Agent, string Campaign, Guid Id);
}
