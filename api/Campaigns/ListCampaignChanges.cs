using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Audit;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;

namespace Pivotal.Api.Campaigns;

/// <summary>Who changed what about one campaign, newest first: its part of the audit log, for those who manage it.</summary>
internal static class ListCampaignChanges
{
    public static async Task<Results<Ok<Page<AuditEntry>>, ProblemHttpResult>> Handle(
        Guid id,
        [AsParameters] PageRequest page,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        if (!await GetQueue.Exists(id, db, ct))
            return Problem.NotFound();
        return await db.Run<Results<Ok<Page<AuditEntry>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<AuditEntry>(
                    $"""
                    select a.id, a.at, a.actor_id, {PersonName.Of("u")} as actor_name, a.action, a.entity, a.entity_id, a.data::text as data
                    from audit_log a left join users u on u.tenant_id = a.tenant_id and u.id = a.actor_id
                    where a.entity = 'campaign' and a.entity_id = @id and (@after::uuid is null or a.id < @after)
                    order by a.id desc limit @take
                    """,
                    new
                    {
                        id,
                        after,
                        take = page.Fetch,
                    },
                    inner
                );
                var count = await s.Scalar<long>(
                    "select count(*) from audit_log where entity = 'campaign' and entity_id = @id",
                    new { id },
                    inner
                );
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), e => e.Id));
            },
            ct
        );
    }
}
