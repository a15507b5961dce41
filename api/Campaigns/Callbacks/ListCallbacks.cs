using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns.Callbacks;

/// <param name="AgentId">who promised it for himself; null: whoever is free makes it</param>
/// <param name="DueAt">when it was promised for</param>
/// <param name="TimeZone">the contact's</param>
/// <param name="Status">queued, claimed (among the next), in_progress</param>
/// <param name="Notes">of the call in which it was promised</param>
/// <param name="CampaignStatus">completed, cancelled: nobody calls any more; what was promised has to be kept in another way, or cancelled</param>
internal sealed record Callback(
    Guid CampaignId,
    string CampaignName,
    Guid ContactId,
    string FullName,
    string? AccountName,
    string Phone,
    DateTimeOffset DueAt,
    string TimeZone,
    Guid? AgentId,
    string? AgentName,
    string Status,
    string? Notes,
    string CampaignStatus
);

/// <summary>Promised callbacks, the earliest first. Agents see their own; those who run campaigns see all.</summary>
internal static class ListCallbacks
{
    private sealed record After(DateTimeOffset DueAt, Guid ContactId);

    public static async Task<Results<Ok<Page<Callback>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        Guid? campaignId,
        Guid? agentId,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<After?>(out var after))
            return Cursors.Malformed();
        const string Where = """
            where q.callback_at is not null and q.status in ('queued', 'claimed', 'in_progress') and (@campaignId::uuid is null or q.campaign_id = @campaignId)
              and (@agentId::uuid is null or q.callback_agent = @agentId) and (@own::uuid is null or q.callback_agent = @own)
            """;
        // The page is an agent's work list: whoever else he is, unless he runs campaigns, it holds what he promised.
        Guid? own = user.IsAny(Roles.Manage) ? null : user.Id;
        return await db.Run<Results<Ok<Page<Callback>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<Callback>(
                    $"""
                    select c.id as campaign_id, c.name as campaign_name, q.contact_id, p.full_name, a.name as account_name, q.phone_e164 as phone, q.callback_at as due_at, split_part(q.time_zone, '|', 1) as time_zone, q.callback_agent as agent_id,
                           {PersonName.Of("u")} as agent_name, q.status, t.notes, c.status as campaign_status
                    from queue_entries q
                    join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
                    join contacts p on p.tenant_id = q.tenant_id and p.id = q.contact_id
                    left join accounts a on a.tenant_id = q.tenant_id and a.id = q.account_id
                    left join users u on u.tenant_id = q.tenant_id and u.id = q.callback_agent
                    left join call_attempts t on t.tenant_id = q.tenant_id and t.id = q.call_id
                    {Where} and (@at::timestamptz is null or (q.callback_at, q.contact_id) > (@at, @contact))
                    order by q.callback_at, q.contact_id limit @take
                    """,
                    new
                    {
                        campaignId,
                        agentId,
                        own,
                        at = after?.DueAt,
                        contact = after?.ContactId,
                        take = page.Fetch,
                    },
                    inner
                );
                var count = await s.Scalar<long>(
                    $"select count(*) from queue_entries q {Where}",
                    new
                    {
                        campaignId,
                        agentId,
                        own,
                    },
                    inner
                );
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), c => new After(c.DueAt, c.ContactId)));
            },
            ct
        );
    }
}
