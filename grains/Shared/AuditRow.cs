using Pivotal.Data.Audit;
using Pivotal.Data.Shared;

namespace Pivotal.Grains.Shared;

/// <summary>The audit line of what a grain did, in the transaction that did it.</summary>
internal static class AuditRow
{
    public static Task Insert(
        TenantSession db,
        Guid id,
        Guid? actor,
        string action,
        string entity,
        Guid entityId,
        object data,
        DateTimeOffset at,
        CancellationToken ct
    ) => AuditLine.Of(id, at, actor, action, entity, entityId, data).Write(db, Rows.Json, ct);
}
