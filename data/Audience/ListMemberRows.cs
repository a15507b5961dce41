using Pivotal.Data.Shared;

namespace Pivotal.Data.Audience;

/// <summary>All that writes <c>list_members</c>.</summary>
public static class ListMemberRows
{
    /// <param name="found">a query's <c>from</c> and what follows it, in which <c>c</c> is the contact</param>
    /// <param name="parameters">of that, with <c>@tenant</c> and <c>@list</c></param>
    /// <returns>how many are new on the list</returns>
    public static Task<int> Add(TenantSession session, string found, object parameters, CancellationToken ct) =>
        session.Execute(
            $"insert into list_members (tenant_id, list_id, contact_id) select @tenant, @list, c.id {found} on conflict do nothing",
            parameters,
            ct
        );

    /// <summary>The people that <c>StagedPeople</c> has just merged.</summary>
    public static Task AddStaged(TenantSession session, Guid list, CancellationToken ct) =>
        session.Execute(
            """
            insert into list_members (tenant_id, list_id, contact_id)
            select @tenant, @list, c.id from stage_contacts s
            join contacts c on c.tenant_id = @tenant and c.email_normalized = s.email_normalized and c.deleted_at is null
            on conflict do nothing
            """,
            new { tenant = session.TenantId, list },
            ct
        );

    /// <inheritdoc cref="Add"/>
    /// <returns>how many were on the list</returns>
    public static Task<int> Remove(TenantSession session, string found, object parameters, CancellationToken ct) =>
        session.Execute(
            $"delete from list_members where tenant_id = @tenant and list_id = @list and contact_id in (select c.id {found})",
            parameters,
            ct
        );
}
