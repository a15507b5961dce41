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
    long? Contacts,
    long? Accounts,
    long? ActiveCampaigns,
    long? CallsToday,
    long? ConnectedToday,
    IReadOnlyDictionary<string, long>? LeadsByStatus,
    long? OpenOrders,
    AgentDay? MyToday,
    FirstSteps? FirstSteps = null
);

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
        TypedResults.Ok(
            await db.Run(
                async (s, token) =>
                {
                    var staff = user.IsAny(Roles.Staff);
                    var manage = user.IsAny(Roles.Manage);
                    var orders = OrderScope.Of(user);
                    var calls = manage ? await Calls(s, token) : null;
                    return new Home(
                        staff ? await s.Scalar<long>("select count(*) from contacts where deleted_at is null", null, token) : null,
                        staff ? await s.Scalar<long>("select count(*) from accounts where deleted_at is null", null, token) : null,
                        staff
                            ? await s.Scalar<long>("select count(*) from campaigns where status in ('active', 'draining')", null, token)
                            : null,
                        calls?.Made,
                        calls?.Connected,
                        manage || user.IsAny(Roles.Qa) ? await SummarizeLeads.Count(s, token) : null,
                        orders.All || orders.Client is not null ? await OpenOrders(s, orders, token) : null,
                        user.Is(Roles.Agent) ? await Day(s, user.Id, token) : null,
                        user.Is(Roles.Admin) ? await Steps(s, carrier.Signature is not null, token) : null
                    );
                },
                ct
            )
        );

    private static async Task<FirstSteps?> Steps(TenantSession db, bool carrier, CancellationToken ct)
    {
        var found = await db.QuerySingle<StepRow>(
            """
            select t.is_demo as demo, exists (select 1 from audit_log where action = 'tenants.updated') as steps_company,
                   (select count(*) from (select 1 from users where not is_robot limit 2) u) > 1 as steps_users,
                   exists (select 1 from contacts where deleted_at is null) as steps_contacts, exists (select 1 from campaigns) as steps_campaign, @carrier as steps_carrier
            from tenants t
            """,
            new { carrier },
            ct
        );
        return found is null or { Demo: true } or { Steps: { Company: true, Users: true, Contacts: true, Campaign: true, Carrier: true } }
            ? null
            : found.Steps;
    }

    private static Task<long> OpenOrders(TenantSession db, OrderScope scope, CancellationToken ct) =>
        db.Scalar<long>(
            $"select count(*) from orders o where {OrderScope.Sql} and o.status = any(@open)",
            new
            {
                all = scope.All,
                client = scope.Client,
                open = OrderStatus.Open,
            },
            ct
        );

    private static Task<CallsToday?> Calls(TenantSession db, CancellationToken ct) =>
        db.QuerySingle<CallsToday>(
            $"select count(*) as made, count(*) filter (where bridged_at is not null) as connected from call_attempts where created_at >= {Today}",
            null,
            ct
        );

    private static Task<AgentDay?> Day(TenantSession db, Guid agent, CancellationToken ct) =>
        db.QuerySingle<AgentDay>(
            $"""
            select count(*)::int as calls, count(*) filter (where bridged_at is not null)::int as connected, count(*) filter (where disposition = 'qualified')::int as qualified,
                   coalesce(sum(extract(epoch from ended_at - bridged_at)), 0)::int as talk_seconds
            from call_attempts where agent_id = @agent and created_at >= {Today}
            """,
            new { agent },
            ct
        );

    private sealed record StepRow(bool Demo, FirstSteps Steps);

    private sealed record CallsToday(long Made, long Connected);
}
