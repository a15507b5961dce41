using Pivotal.Data.Shared;

namespace Pivotal.Data.Orders;

/// <summary>All that writes <c>order_downloads</c>: who took which leads, and what exactly the file was.</summary>
public static class OrderDownloadRows
{
    public static Task Add(TenantSession session, Guid id, Guid order, Guid user, Guid[] leads, string sha256, CancellationToken ct) =>
        session.Execute(
            """
            insert into order_downloads (tenant_id, id, order_id, user_id, lead_count, lead_ids, sha256)
            values (@tenant, @id, @order, @user, @count, @leads, @sha256)
            """,
            new
            {
                tenant = session.TenantId,
                id,
                order,
                user,
                count = leads.Length,
                leads,
                sha256,
            },
            ct
        );
}
