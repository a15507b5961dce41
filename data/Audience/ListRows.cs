using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Data.Audience;

/// <summary>All that writes <c>lists</c>. A name that another list has is refused by the table's key.</summary>
public static class ListRows
{
    public static Task Add(TenantSession session, Guid id, string name, string description, Guid by, CancellationToken ct) =>
        session.Execute(
            "insert into lists (tenant_id, id, name, description, created_by) values (@tenant, @id, @name, @description, @by)",
            new
            {
                tenant = session.TenantId,
                id,
                name,
                description,
                by,
            },
            ct
        );

    /// <summary>The list of this name, which is made when there is none.</summary>
    public static async Task<Guid> Named(TenantSession session, string name, Guid by, CancellationToken ct)
    {
        await session.Execute(
            "insert into lists (tenant_id, id, name, created_by) values (@tenant, @id, @name, @by) on conflict (tenant_id, name) do nothing",
            new
            {
                tenant = session.TenantId,
                id = Ids.New(),
                name,
                by,
            },
            ct
        );
        return await session.Scalar<Guid>("select id from lists where name = @name", new { name }, ct);
    }

    /// <returns>false: it has another version by now</returns>
    public static async Task<bool> Change(
        TenantSession session,
        Guid id,
        long version,
        string name,
        string description,
        CancellationToken ct
    ) =>
        await session.Execute(
            """
            update lists set name = @name, description = @description, updated_at = now(), version = version + 1
            where id = @id and version = @version
            """,
            new
            {
                id,
                version,
                name,
                description,
            },
            ct
        ) > 0;

    /// <returns>its name; null: there is none</returns>
    public static Task<string?> Remove(TenantSession session, Guid id, CancellationToken ct) =>
        session.Scalar<string>("delete from lists where id = @id returning name", new { id }, ct);
}
