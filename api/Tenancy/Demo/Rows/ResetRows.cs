using Pivotal.Data.Shared;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>Takes everything out of a demo tenant but its people, their sessions, its clients and its audit log.</summary>
internal static class ResetRows
{
    /// <summary>In the order in which nothing refers to what goes; what belongs to a campaign goes with it.</summary>
    private static readonly string[] Tables =
    [
        "leads",
        "order_downloads",
        "order_campaigns",
        "orders",
        "cap_reservations",
        "lead_caps",
        "call_attempts",
        "carrier_inbox",
        "campaigns",
        "import_errors",
        "imports",
        "list_members",
        "lists",
        "contacts",
        "accounts",
        "suppressions",
        "agent_state_log",
        "pause_codes",
        "compliance_profiles",
    ];

    /// <summary>From now on robots are left as they are. Null: this tenant is none of the demo's, or its month is not there yet.</summary>
    public static Task<int?> Stop(TenantSession db, CancellationToken ct) =>
        db.Scalar<int?>(
            "update demo_months set robots_on = false where exists (select 1 from tenants where is_demo) returning seed",
            null,
            ct
        );

    public static async Task Delete(TenantSession db, CancellationToken ct)
    {
        foreach (var table in Tables)
            await db.Execute($"delete from {table} where tenant_id = @tenant", new { tenant = db.TenantId }, ct);
        await db.Execute(
            "update agent_states set campaign_id = null, call_id = null where tenant_id = @tenant",
            new { tenant = db.TenantId },
            ct
        );
        await db.Execute("delete from demo_months where tenant_id = @tenant", new { tenant = db.TenantId }, ct);
    }

    public static async Task<(Guid[] Agents, Guid[] Campaigns, Guid[] Calls)> AtWork(TenantSession db, CancellationToken ct) =>
        (
            [.. await db.Query<Guid>("select agent_id from agent_states where status <> 'offline'", null, ct)],
            [.. await db.Query<Guid>("select id from campaigns where status in ('active', 'paused', 'draining')", null, ct)],
            [.. await db.Query<Guid>("select id from call_attempts where ended_at is null", null, ct)]
        );
}
