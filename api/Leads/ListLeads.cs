using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Leads;

public sealed record LeadRow(
    Guid Id,
    string Status,
    string ContactName,
    string? JobTitle,
    string? AccountName,
    string CampaignName,
    string? AgentName,
    string? ReviewerName,
    DateTimeOffset CreatedAt
);

/// <summary>The review queue, newest first; <c>?sort=createdAt</c> turns it round.</summary>
internal static class ListLeads
{
    /// <summary>Counting stops here; a longer list says so.</summary>
    private const int CountedAtMost = 10_000;

    private const string Found = """
        from leads l
        join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
        join campaigns m on m.tenant_id = l.tenant_id and m.id = l.campaign_id
        left join accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id
        left join users agent on agent.tenant_id = l.tenant_id and agent.id = l.agent_id
        left join users reviewer on reviewer.tenant_id = l.tenant_id and reviewer.id = l.reviewer_id
        where (@status is null or l.status = @status)
          and (@campaignId is null or l.campaign_id = @campaignId)
          and (@q is null or strpos(c.full_name_lower, @q) > 0 or strpos(a.name_lower, @q) > 0)
        """;

    public static async Task<Results<Ok<Page<LeadRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? status,
        Guid? campaignId,
        string? q,
        RequestDb db,
        CancellationToken ct
    )
    {
        var check = new Validation().OneOf("/sort", page.Sort ?? "-createdAt", ["createdAt", "-createdAt"]);
        if (status is not null)
            check.OneOf("/status", status, LeadStatus.All);
        if (check.Failed)
            return check.Problem();
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();

        // Ids are UUIDv7: their order is the order of creation.
        var (past, order) = page.Sort == "createdAt" ? (">", "asc") : ("<", "desc");
        var filter = new
        {
            status,
            campaignId,
            q = string.IsNullOrWhiteSpace(q) ? null : q.Trim().ToLowerInvariant(),
            after,
            take = page.Fetch,
        };
        var (rows, count) = await db.Run(
            async (s, token) =>
                (
                    await s.Query<LeadRow>(
                        $"""
                        select l.id, l.status, c.full_name as contact_name, c.job_title, a.name as account_name, m.name as campaign_name,
                               {PersonName.Of("agent")} as agent_name,
                               {PersonName.Of("reviewer")} as reviewer_name,
                               l.created_at
                        {Found} and (@after is null or l.id {past} @after)
                        order by l.id {order}
                        limit @take
                        """,
                        filter,
                        token
                    ),
                    await s.Scalar<long>($"select count(*) from (select 1 {Found} limit {CountedAtMost + 1}) as counted", filter, token)
                ),
            ct
        );
        return TypedResults.Ok(rows.ToPage(page, new PageTotal(Math.Min(count, CountedAtMost), count <= CountedAtMost), row => row.Id));
    }
}
