using Pivotal.Data.Shared;

namespace Pivotal.Data.Tenancy;

/// <summary>The tenant's clients.</summary>
public static class ClientRows
{
    public static Task Add(TenantSession session, Guid id, string name, CancellationToken ct) =>
        session.Execute(
            "insert into clients (tenant_id, id, name) values (@tenant, @id, @name)",
            new
            {
                tenant = session.TenantId,
                id,
                name,
            },
            ct
        );
}
