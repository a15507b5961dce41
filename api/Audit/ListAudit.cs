using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;

namespace Pivotal.Api.Audit;

/// <param name="ActorName">null when the system did it</param>
internal sealed record AuditEntry(
    Guid Id,
    DateTimeOffset At,
    Guid? ActorId,
    string? ActorName,
    string Action,
    string Entity,
    Guid? EntityId,
    JsonElement Data
);

/// <summary>Who did what, newest first.</summary>
internal static class ListAudit
{
    public static async Task<Results<Ok<Page<AuditEntry>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? entity,
        Guid? entityId,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        const string Where = "where (@entity::text is null or a.entity = @entity) and (@entityId::uuid is null or a.entity_id = @entityId)";
        return await db.Run<Results<Ok<Page<AuditEntry>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<AuditEntry>(
                    $"""
                    select a.id, a.at, a.actor_id, {PersonName.Of("u")} as actor_name, a.action, a.entity, a.entity_id, a.data::text as data
                    from audit_log a left join users u on u.tenant_id = a.tenant_id and u.id = a.actor_id
                    {Where} and (@after::uuid is null or a.id < @after)
                    order by a.id desc limit @take
                    """,
                    new
                    {
                        entity,
                        entityId,
                        after,
                        take = page.Fetch,
                    },
                    inner
                );
                var count = await s.Scalar<long>($"select count(*) from audit_log a {Where}", new { entity, entityId }, inner);
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), e => e.Id));
            },
            ct
        );
    }
}
