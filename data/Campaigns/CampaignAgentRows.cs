using Pivotal.Data.Shared;

namespace Pivotal.Data.Campaigns;

/// <summary>What a campaign knows of one of its agents.</summary>
/// <param name="WrapUpSeconds">null: the campaign's</param>
public sealed record AgentTerms(Guid AgentId, int SkillLevel, int Rank, int? WrapUpSeconds);

/// <summary>Who works on which campaign. An index says that nobody works on two.</summary>
public static class CampaignAgentRows
{
    /// <summary>Released here who is no longer wanted, and wherever a finished campaign still holds somebody wanted.</summary>
    /// <returns>agents of whom something changed</returns>
    public static async Task<HashSet<Guid>> Assign(TenantSession db, Guid campaign, Guid[] wanted, Guid by, CancellationToken ct)
    {
        var released = await db.Query<Guid>(
            """
            update campaign_agents g set released_at = now()
            from campaigns c
            where c.tenant_id = g.tenant_id and c.id = g.campaign_id and g.released_at is null
              and ((g.campaign_id = @campaign and not g.agent_id = any(@wanted))
                   or (g.campaign_id <> @campaign and g.agent_id = any(@wanted) and c.status in ('completed', 'cancelled')))
            returning g.agent_id
            """,
            new { campaign, wanted },
            ct
        );
        return [.. released, .. await Add(db, campaign, wanted, by, ct)];
    }

    /// <summary>From one campaign to another, in one step.</summary>
    public static async Task Move(TenantSession db, Guid from, Guid to, Guid[] agents, Guid by, CancellationToken ct)
    {
        await db.Execute(
            "update campaign_agents set released_at = now() where campaign_id = @from and agent_id = any(@agents) and released_at is null",
            new { from, agents },
            ct
        );
        await Add(db, to, agents, by, ct);
    }

    /// <returns>agents of whom something changed</returns>
    public static Task<List<Guid>> Describe(TenantSession db, Guid campaign, IReadOnlyList<AgentTerms> terms, CancellationToken ct) =>
        db.Query<Guid>(
            """
            update campaign_agents g set skill_level = w.skill, rank = w.rank, wrap_up_s = w.wrap
            from unnest(@agents, @skills, @ranks, @wraps) as w (agent_id, skill, rank, wrap)
            where g.campaign_id = @campaign and g.agent_id = w.agent_id and g.released_at is null and (g.skill_level, g.rank, g.wrap_up_s) is distinct from (w.skill, w.rank, w.wrap)
            returning g.agent_id
            """,
            new
            {
                campaign,
                agents = terms.Select(a => a.AgentId).ToArray(),
                skills = terms.Select(a => a.SkillLevel).ToArray(),
                ranks = terms.Select(a => a.Rank).ToArray(),
                wraps = terms.Select(a => a.WrapUpSeconds).ToArray(),
            },
            ct
        );

    /// <summary>Everybody, because the campaign is over.</summary>
    /// <returns>the agents set free</returns>
    public static Task<List<Guid>> Free(TenantSession db, Guid campaign, DateTimeOffset at, CancellationToken ct) =>
        db.Query<Guid>(
            "update campaign_agents set released_at = @at where campaign_id = @campaign and released_at is null returning agent_id",
            new { campaign, at },
            ct
        );

    public static Task Forget(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Execute("delete from campaign_agents where campaign_id = @campaign", new { campaign }, ct);

    private static Task<List<Guid>> Add(TenantSession db, Guid campaign, Guid[] agents, Guid by, CancellationToken ct) =>
        db.Query<Guid>(
            """
            insert into campaign_agents (tenant_id, campaign_id, agent_id, assigned_by)
            select c.tenant_id, c.id, w.agent_id, @by from campaigns c cross join unnest(@agents) as w (agent_id)
            where c.id = @campaign
              and not exists (select 1 from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.agent_id = w.agent_id and g.released_at is null)
            on conflict (tenant_id, campaign_id, agent_id) do update set released_at = null, assigned_by = excluded.assigned_by, assigned_at = now()
            returning agent_id
            """,
            new
            {
                campaign,
                agents,
                by,
            },
            ct
        );
}
