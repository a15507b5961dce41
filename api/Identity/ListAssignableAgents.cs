using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;

namespace Pivotal.Api.Identity;

/// <summary>An agent to assign; campaign is null when free.</summary>
internal sealed record AssignableAgent(Guid Id, string Name, Guid? CampaignId, string? CampaignName);

internal static class ListAssignableAgents
{
    public static async Task<Ok<List<AssignableAgent>>> Handle(RequestDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Run(
                (s, inner) =>
                    s.Query<AssignableAgent>(
                        $"""
                        select u.id, {PersonName.Of("u")} as name, c.id as campaign_id, c.name as campaign_name
                        from users u
                        join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id and r.role = 'agent'
                        left join campaign_agents a on a.tenant_id = u.tenant_id and a.agent_id = u.id and a.released_at is null
                        left join campaigns c on c.tenant_id = a.tenant_id and c.id = a.campaign_id
                        where u.status = 'active'
                        order by 2, 1
                        """,
                        null,
                        inner
                    ),
                ct
            )
        );
}
