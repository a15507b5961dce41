using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared;

/// <summary>Writes who did what, in the transaction that did it. Grows only; nobody can change or delete an entry.</summary>
public static class AuditLog
{
    /// <param name="action">dotted, past tense: <c>users.created</c></param>
    /// <param name="entity">singular: <c>user</c></param>
    /// <param name="data">what changed; what was removed, so that it can be told and put back; never a password, token, phone number or e-mail address, but one that was taken off the do-not-call list</param>
    public static Task Record(this TenantSession session, RequestUser actor, string action, string entity, Guid? entityId, object? data, CancellationToken ct) =>
        Insert(session, actor.Id, actor.Is(Roles.ClientUser) ? "client" : "user", action, entity, entityId, data, ct);

    /// <summary>For what the system did by itself or on behalf of somebody not signed in.</summary>
    public static Task RecordSystem(this TenantSession session, string action, string entity, Guid? entityId, object? data, CancellationToken ct) =>
        Insert(session, null, "system", action, entity, entityId, data, ct);

    private static Task Insert(TenantSession session, Guid? actor, string kind, string action, string entity, Guid? entityId, object? data, CancellationToken ct) =>
        session.Execute(
            """
            insert into audit_log (tenant_id, id, actor_id, actor_kind, action, entity, entity_id, data)
            values (@tenant, @id, @actor, @kind, @action, @entity, @entityId, @data)
            """,
            new
            {
                tenant = session.TenantId,
                id = Ids.New(),
                actor,
                kind,
                action,
                entity,
                entityId,
                data = new Jsonb(data is null ? "{}" : JsonSerializer.Serialize(data, Json.Options)),
            },
            ct);
}
