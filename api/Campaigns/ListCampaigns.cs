using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>A campaign in the list; its script, questions, agents and rules are in the answer for it alone.</summary>
/// <param name="TimeZone">of its calling window</param>
/// <param name="OccupancyTarget">percent; null: the default</param>
/// <param name="AgentCount">assigned now</param>
internal sealed record CampaignListRow(
    Guid Id,
    string Name,
    string Type,
    string Status,
    Guid? ListId,
    string? ListName,
    string DialMode,
    int MaxConcurrent,
    double PowerRatio,
    double AbandonCap,
    int? LeadGoal,
    string TimeZone,
    double? OccupancyTarget,
    int AgentCount,
    CampaignCounts Counts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    long Version
)
{
    public const string Select = $$"""
        select c.id, c.name, c.type, c.status, c.list_id, l.name as list_name, c.dial_mode, (c.document ->> 'maxConcurrent')::int as max_concurrent, (c.document ->> 'powerRatio')::float8 as power_ratio, c.abandon_cap, c.lead_goal, c.time_zone,
               (c.document #>> '{rules,agents,occupancyTarget}')::float8 as occupancy_target,
               (select count(*) from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.released_at is null)::int as agent_count,
               {{CampaignCounts.Columns}}, c.created_at, c.started_at, c.version
        from campaigns c left join lists l on l.tenant_id = c.tenant_id and l.id = c.list_id
        """;
}

/// <summary>Campaigns, newest first. <c>q</c> searches the name.</summary>
internal static class ListCampaigns
{
    public static async Task<Results<Ok<Page<CampaignListRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? q,
        string? status,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        const string Where =
            "where (@q::text is null or position(@q in lower(c.name)) > 0) and (@status::text is null or c.status = @status)";
        var filter = new { q = string.IsNullOrWhiteSpace(q) ? null : q.Trim().ToLowerInvariant(), status };
        return await db.Run<Results<Ok<Page<CampaignListRow>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<CampaignListRow>(
                    $"{CampaignListRow.Select} {Where} and (@after::uuid is null or c.id < @after) order by c.id desc limit @take",
                    new
                    {
                        filter.q,
                        filter.status,
                        after,
                        take = page.Fetch,
                    },
                    inner
                );
                var count = await s.Scalar<long>($"select count(*) from campaigns c {Where}", filter, inner);
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), c => c.Id));
            },
            ct
        );
    }
}
