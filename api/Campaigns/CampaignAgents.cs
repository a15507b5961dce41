using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

internal sealed record CampaignAgentIds(IReadOnlyList<Guid> AgentIds);

/// <summary>Who works on a campaign. An agent works on one campaign at a time; an index in the database says so.</summary>
internal static class CampaignAgents
{
    public static async Task<Results<Ok<CampaignAgentIds>, ProblemHttpResult>> Get(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run(async (s, inner) => await Campaign.Load(s, id, inner) is { } campaign ? new CampaignAgentIds(campaign.AgentIds) : null, ct));

    public static async Task<Results<Ok<CampaignAgentIds>, ProblemHttpResult>> Put(Guid id, CampaignAgentIds body, RequestUser user, RequestDb db, IGrainFactory grains, CancellationToken ct)
    {
        Guid[] wanted = [.. body.AgentIds.Distinct()];
        List<Guid> changed = [];
        Results<Ok<CampaignAgentIds>, ProblemHttpResult> answer;
        string? status = null;
        try
        {
            answer = await db.Run<Results<Ok<CampaignAgentIds>, ProblemHttpResult>>(async (s, inner) =>
            {
                status = await s.Scalar<string>("select status from campaigns where id = @id for update", new { id }, inner);
                if (status is null) return Problem.NotFound();
                if (status is CampaignStatus.Completed or CampaignStatus.Cancelled) return Problem.From(CampaignRefusals.Finished);
                var agents = await s.Query(
                    "select u.id from users u join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id and r.role = 'agent' where u.id = any(@wanted) and u.status = 'active'",
                    new { wanted }, r => r.GetGuid(0), inner);
                if (Array.FindIndex(wanted, w => !agents.Contains(w)) is var stranger and >= 0) return Problem.From(CampaignRefusals.NotAnAgent(stranger));
                if (await Taken(s, id, wanted, inner) is { } taken) return Problem.From(taken);
                changed = [.. await Assign(s, id, wanted, user.Id, inner)];
                await s.Record(user, "campaigns.agents_set", "campaign", id, new { agents = wanted }, inner);
                return TypedResults.Ok(new CampaignAgentIds(wanted));
            }, ct);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "campaign_agents_active_ux" })
        {
            // Somebody assigned the same agent elsewhere in the same moment.
            return Problem.From(new Refusal(RefusalKind.Conflict, "campaigns.agent_taken", "One of the agents was just assigned to another campaign.", "/agentIds"));
        }

        if (answer.Result is not Ok<CampaignAgentIds>) return answer;
        foreach (var agent in changed) await grains.Agent(user.TenantId, agent).CampaignChanged();
        if (status != CampaignStatus.Draft) await grains.Queue(user.TenantId, id).Refresh();
        return answer;
    }

    private static async Task<Refusal?> Taken(TenantSession s, Guid id, Guid[] wanted, CancellationToken ct)
    {
        var taken = await s.Query(
            """
            select coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username), c.name, g.agent_id
            from campaign_agents g
            join users u on u.tenant_id = g.tenant_id and u.id = g.agent_id
            join campaigns c on c.tenant_id = g.tenant_id and c.id = g.campaign_id
            where g.agent_id = any(@wanted) and g.campaign_id <> @id and g.released_at is null
              and c.status not in ('completed', 'cancelled')
            order by 1 limit 1
            """, new { wanted, id }, r => (Agent: r.GetString(0), Campaign: r.GetString(1), Id: r.GetGuid(2)), ct);
        return taken is [var first]
            ? new Refusal(RefusalKind.Conflict, "campaigns.agent_taken", $"{first.Agent} works on {first.Campaign}.", $"/agentIds/{Array.IndexOf(wanted, first.Id)}")
            : null;
    }

    /// <summary>Released here who is no longer wanted, and wherever a finished campaign still holds somebody wanted.</summary>
    private static async Task<HashSet<Guid>> Assign(TenantSession s, Guid id, Guid[] wanted, Guid by, CancellationToken ct)
    {
        var released = await s.Query(
            """
            update campaign_agents g set released_at = now()
            from campaigns c
            where c.tenant_id = g.tenant_id and c.id = g.campaign_id and g.released_at is null
              and ((g.campaign_id = @id and not g.agent_id = any(@wanted))
                   or (g.campaign_id <> @id and g.agent_id = any(@wanted) and c.status in ('completed', 'cancelled')))
            returning g.agent_id
            """, new { id, wanted }, r => r.GetGuid(0), ct);
        var assigned = await s.Query(
            """
            insert into campaign_agents (tenant_id, campaign_id, agent_id, assigned_by)
            select c.tenant_id, c.id, w.agent_id, @by from campaigns c cross join unnest(@wanted) as w (agent_id)
            where c.id = @id
              and not exists (select 1 from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.agent_id = w.agent_id and g.released_at is null)
            on conflict (tenant_id, campaign_id, agent_id) do update set released_at = null, assigned_by = excluded.assigned_by, assigned_at = now()
            returning agent_id
            """, new { id, wanted, by }, r => r.GetGuid(0), ct);
        return [.. released, .. assigned];
    }
}
