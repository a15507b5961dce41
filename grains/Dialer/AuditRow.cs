using System.Text.Json;
using Pivotal.Data.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>The audit line of what a grain did, in the transaction that did it.</summary>
internal static class AuditRow
{
    public static Task Insert(TenantSession db, Guid id, Guid? actor, string action, string entity, Guid entityId, object data, DateTimeOffset at, CancellationToken ct) =>
        db.Execute(
            """
            insert into audit_log (tenant_id, id, at, actor_id, actor_kind, action, entity, entity_id, data)
            values (@tenant, @id, @at, @actor, @kind, @action, @entity, @entityId, @data)
            """,
            new
            {
                tenant = db.TenantId, id, at, actor, kind = actor is null ? "system" : "user", action, entity, entityId,
                data = new Jsonb(JsonSerializer.Serialize(data, Rows.Json)),
            }, ct);
}
