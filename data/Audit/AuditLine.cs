using System.Text.Json;
using Pivotal.Data.Shared;

namespace Pivotal.Data.Audit;

/// <summary>Who did what, written in the transaction that did it. The log grows only; nobody can change or delete a line.</summary>
/// <param name="At">null: when the row is written, on the database's clock</param>
/// <param name="Actor">null: the system, by itself or on behalf of somebody not signed in</param>
/// <param name="ActorKind">user, client, system</param>
/// <param name="Action">dotted, past tense: <c>users.created</c></param>
/// <param name="Entity">singular: <c>user</c></param>
/// <param name="Data">what changed; what was removed, so that it can be told and put back; never a password, token, phone number or e-mail address, but one that was taken off the do-not-call list</param>
public sealed record AuditLine(
    Guid Id,
    DateTimeOffset? At,
    Guid? Actor,
    string ActorKind,
    string Action,
    string Entity,
    Guid? EntityId,
    object? Data
)
{
    public const string User = "user",
        Client = "client",
        System = "system";

    /// <summary>Of a user, or with nobody named of the system.</summary>
    public static AuditLine Of(Guid id, DateTimeOffset at, Guid? actor, string action, string entity, Guid entityId, object data) =>
        new(id, at, actor, actor is null ? System : User, action, entity, entityId, data);

    /// <param name="json">how the data is written</param>
    public Task Write(TenantSession session, JsonSerializerOptions json, CancellationToken ct) =>
        session.Execute(
            """
            insert into audit_log (tenant_id, id, at, actor_id, actor_kind, action, entity, entity_id, data)
            values (@tenant, @Id, coalesce(@At, now()), @Actor, @ActorKind, @Action, @Entity, @EntityId, @data)
            """,
            new
            {
                tenant = session.TenantId,
                Id,
                At,
                Actor,
                ActorKind,
                Action,
                Entity,
                EntityId,
                data = new Jsonb(Data is null ? "{}" : JsonSerializer.Serialize(Data, json)),
            },
            ct
        );
}
