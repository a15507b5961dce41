using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>A campaign in the list; its script, questions, agents and rules are in the answer for it alone.</summary>
/// <param name="TimeZone">of its calling window</param>
/// <param name="OccupancyTarget">percent; null: the default</param>
/// <param name="AgentCount">assigned now</param>
internal sealed record CampaignListRow(
    Guid Id, string Name, string Type, string Status, Guid? ListId, string? ListName, string DialMode, int MaxConcurrent, double PowerRatio, double AbandonCap, int? LeadGoal, string TimeZone,
    double? OccupancyTarget, int AgentCount, CampaignCounts Counts, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, long Version)
{
    public const string Select = $$"""
        select c.id, c.name, c.type, c.status, c.list_id, l.name, c.dial_mode, c.max_concurrent, c.power_ratio, c.abandon_cap, c.lead_goal, c.time_zone,
               (c.rules #>> '{agents,occupancyTarget}')::float8,
               (select count(*) from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.released_at is null)::int,
               {{CampaignCounts.Columns}}, c.created_at, c.started_at, c.version
        from campaigns c left join lists l on l.tenant_id = c.tenant_id and l.id = c.list_id
        """;

    public static CampaignListRow Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetGuid(4), r.IsDBNull(5) ? null : r.GetString(5), r.GetString(6), r.GetInt32(7),
        (double)r.GetDecimal(8), (double)r.GetDecimal(9), r.IsDBNull(10) ? null : r.GetInt32(10), r.GetString(11), r.IsDBNull(12) ? null : r.GetDouble(12), r.GetInt32(13),
        new CampaignCounts(r.GetInt32(14), r.GetInt32(15), r.GetInt32(16)), r.GetFieldValue<DateTimeOffset>(17), r.IsDBNull(18) ? null : r.GetFieldValue<DateTimeOffset>(18), r.GetInt64(19));
}

/// <summary>Campaigns, newest first. <c>q</c> searches the name.</summary>
internal static class ListCampaigns
{
    public static async Task<Results<Ok<Page<CampaignListRow>>, ProblemHttpResult>> Handle([AsParameters] PageRequest page, string? q, string? status, RequestDb db, CancellationToken ct)
    {
        if (!page.TryAfter<Guid?>(out var after)) return Cursors.Malformed();
        const string Where = "where (@q::text is null or position(@q in lower(c.name)) > 0) and (@status::text is null or c.status = @status)";
        var filter = new { q = string.IsNullOrWhiteSpace(q) ? null : q.Trim().ToLowerInvariant(), status };
        return await db.Run<Results<Ok<Page<CampaignListRow>>, ProblemHttpResult>>(async (s, inner) =>
        {
            var rows = await s.Query(
                $"{CampaignListRow.Select} {Where} and (@after::uuid is null or c.id < @after) order by c.id desc limit @take",
                new { filter.q, filter.status, after, take = page.Fetch }, CampaignListRow.Read, inner);
            var count = await s.Scalar<long>($"select count(*) from campaigns c {Where}", filter, inner);
            return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), c => c.Id));
        }, ct);
    }
}
