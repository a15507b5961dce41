using Pivotal.Data.Audit;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared;

/// <summary>The audit lines of requests (<see cref="AuditLine"/>).</summary>
public static class AuditLog
{
    /// <param name="action">dotted, past tense: <c>users.created</c></param>
    /// <param name="entity">singular: <c>user</c></param>
    /// <param name="data">what changed; what was removed, so that it can be told and put back; never a password, token, phone number or e-mail address, but one that was taken off the do-not-call list</param>
    public static Task Record(
        this TenantSession session,
        RequestUser actor,
        string action,
        string entity,
        Guid? entityId,
        object? data,
        CancellationToken ct
    ) => Insert(session, actor.Id, actor.Is(Roles.ClientUser) ? AuditLine.Client : AuditLine.User, action, entity, entityId, data, ct);

    /// <summary>For what the system did by itself or on behalf of somebody not signed in.</summary>
    public static Task RecordSystem(
        this TenantSession session,
        string action,
        string entity,
        Guid? entityId,
        object? data,
        CancellationToken ct
    ) => Insert(session, null, AuditLine.System, action, entity, entityId, data, ct);

    private static Task Insert(
        TenantSession session,
        Guid? actor,
        string kind,
        string action,
        string entity,
        Guid? entityId,
        object? data,
        CancellationToken ct
    ) => new AuditLine(Ids.New(), null, actor, kind, action, entity, entityId, data).Write(session, Json.Options, ct);
}
