using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Leads;
using Pivotal.Api.Orders;
using Pivotal.Api.Shared;
using Pivotal.Api.Telephony;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Tenancy;

/// <summary>The numbers on the first page; null is what the caller's roles do not show. "Today" begins at midnight in the tenant's zone.</summary>
/// <param name="FirstSteps">for administrators until all of them are done; never in a demo tenant</param>
/// <param name="OpenOrders">submitted or in progress; for a client's user those of its own organisation</param>
public sealed record Home(
    long? Contacts, long? Accounts, long? ActiveCampaigns, long? CallsToday, long? ConnectedToday,
    IReadOnlyDictionary<string, long>? LeadsByStatus, long? OpenOrders, AgentDay? MyToday, FirstSteps? FirstSteps = null);

/// <summary>What a new tenant needs before its first call.</summary>
/// <param name="Company">name or time zone have been looked at and saved</param>
/// <param name="Users">somebody beside the first administrator has an account</param>
/// <param name="Carrier">the installation believes a carrier's events</param>
public sealed record FirstSteps(bool Company, bool Users, bool Contacts, bool Campaign, bool Carrier);

internal static class GetHome
{
    private const string Today = """
        (select date_trunc('day', now() at time zone t.time_zone) at time zone t.time_zone from tenants t)
        """;

    public static async Task<Ok<Home>> Handle(RequestUser user, RequestDb db, WebhookKey carrier, CancellationToken ct) =>
        TypedResults.Ok(await db.Run(async (s, token) =>
        {
            var staff = user.IsAny(Roles.Staff);
            var manage = user.IsAny(Roles.Manage);
            var orders = OrderScope.Of(user);
            var calls = manage ? await Calls(s, token) : default((long, long)?);
            return new Home(
                staff ? await s.Scalar<long>("select count(*) from contacts where deleted_at is null", null, token) : null,
                staff ? await s.Scalar<long>("select count(*) from accounts where deleted_at is null", null, token) : null,
                staff ? await s.Scalar<long>("select count(*) from campaigns where status in ('active', 'draining')", null, token) : null,
                calls?.Item1, calls?.Item2,
                manage || user.IsAny(Roles.Qa) ? await SummarizeLeads.Count(s, token) : null,
                orders.All || orders.Client is not null ? await OpenOrders(s, orders, token) : null,
                user.Is(Roles.Agent) ? await Day(s, user.Id, token) : null,
                user.Is(Roles.Admin) ? await Steps(s, carrier.Signature is not null, token) : null);
        }, ct));

    private static async Task<FirstSteps?> Steps(TenantSession db, bool carrier, CancellationToken ct)
    {
        var (demo, steps) = await db.QuerySingle(
            """
            select t.is_demo, exists (select 1 from audit_log where action = 'tenants.updated'), (select count(*) from (select 1 from users where not is_robot limit 2) u) > 1,
                   exists (select 1 from contacts where deleted_at is null), exists (select 1 from campaigns)
            from tenants t
            """, null, r => (r.GetBoolean(0), new FirstSteps(r.GetBoolean(1), r.GetBoolean(2), r.GetBoolean(3), r.GetBoolean(4), carrier)), ct);
        return demo || steps is { Company: true, Users: true, Contacts: true, Campaign: true, Carrier: true } ? null : steps;
    }

    private static Task<long> OpenOrders(TenantSession db, OrderScope scope, CancellationToken ct) => db.Scalar<long>(
        $"select count(*) from orders o where {OrderScope.Sql} and o.status = any(@open)",
        new { all = scope.All, client = scope.Client, open = OrderStatus.Open }, ct);

    private static Task<(long, long)?> Calls(TenantSession db, CancellationToken ct) => db.QuerySingle<(long, long)?>(
        $"select count(*), count(*) filter (where bridged_at is not null) from call_attempts where created_at >= {Today}",
        null, r => (r.GetInt64(0), r.GetInt64(1)), ct);

    private static Task<AgentDay?> Day(TenantSession db, Guid agent, CancellationToken ct) => db.QuerySingle($"""
        select count(*)::int, count(*) filter (where bridged_at is not null)::int, count(*) filter (where disposition = 'qualified')::int,
               coalesce(sum(extract(epoch from ended_at - bridged_at)), 0)::int
        from call_attempts where agent_id = @agent and created_at >= {Today}
        """, new { agent }, r => new AgentDay(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3)), ct);
}
