using Pivotal.Data.Shared;

namespace Pivotal.Data.Tenancy;

/// <summary>What a tenant changes of itself. It is made by <c>provision_tenant</c>, which the operator alone may call.</summary>
public static class TenantRows
{
    public static Task Change(TenantSession session, string name, string zone, CancellationToken ct) =>
        session.Execute(
            "update tenants set name = @name, time_zone = @zone where id = @id",
            new
            {
                name,
                zone,
                id = session.TenantId,
            },
            ct
        );

    /// <returns>false: it was so already</returns>
    public static async Task<bool> RemoveOldCalls(TenantSession session, bool removes, CancellationToken ct) =>
        await session.Execute(
            "update tenants set removes_old_calls = @removes where id = @id and removes_old_calls <> @removes",
            new { id = session.TenantId, removes },
            ct
        ) > 0;
}
