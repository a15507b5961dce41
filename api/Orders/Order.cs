using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Orders;

/// <param name="LeadGoal">leads the client ordered</param>
/// <param name="Delivered">people with an approved or published lead of the linked campaigns: what the client can download now</param>
/// <param name="Campaigns">null for a client's users, who do not see how the work is organised</param>
public sealed record Order(
    Guid Id,
    string Number,
    string Title,
    Guid ClientId,
    string ClientName,
    string Type,
    string Status,
    int LeadGoal,
    long Delivered,
    OrderAudience Audience,
    IReadOnlyList<Question> Questions,
    string Notes,
    DateOnly? DueOn,
    bool ComplianceConfirmed,
    IReadOnlyList<OrderCampaign>? Campaigns,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SubmittedAt,
    long Version
) : IVersioned;

public sealed record OrderAudience(
    IReadOnlyList<string> Industries,
    IReadOnlyList<string> Countries,
    IReadOnlyList<string> Seniorities,
    string Notes
)
{
    public static OrderAudience Anybody { get; } = new([], [], [], "");
}

public sealed record OrderCampaign(Guid Id, string Name, string Status);

internal static class OrderSql
{
    /// <summary>Everything of <see cref="Order"/>; takes <c>@all</c> and <c>@deliverable</c>.</summary>
    public const string Columns = $"""
        o.id, o.number, o.title, o.client_id, k.name as client_name, o.type, o.status, o.lead_goal,
        ({DeliverableLeads.Count}) as delivered,
        o.audience, o.questions, o.notes, o.due_on, o.compliance_confirmed,
        case when @all then (
          select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'status', m.status) order by oc.linked_at, m.id), '[]')
          from order_campaigns oc join campaigns m on m.tenant_id = oc.tenant_id and m.id = oc.campaign_id
          where oc.order_id = o.id) end as campaigns,
        o.created_at, o.submitted_at, o.version
        """;

    public const string From = "from orders o join clients k on k.tenant_id = o.tenant_id and k.id = o.client_id";

    /// <summary>Null when there is none, or none that this caller may see.</summary>
    public static async Task<Order?> Load(this TenantSession db, OrderScope scope, Guid id, CancellationToken ct) =>
        await db.QuerySingle<OrderRow>(
            $"select {Columns} {From} where o.id = @id and {OrderScope.Sql}",
            new
            {
                id,
                all = scope.All,
                client = scope.Client,
                deliverable = LeadStatus.Deliverable,
            },
            ct
        )
            is { } row
            ? row.Order
            : null;

    /// <summary>Takes the row for this transaction, so that of two changes one sees the other.</summary>
    public static Task<LockedOrder?> Lock(this TenantSession db, OrderScope scope, Guid id, CancellationToken ct) =>
        db.QuerySingle<LockedOrder>(
            $"select o.status, o.compliance_confirmed, o.version, o.client_id, o.due_on from orders o where o.id = @id and {OrderScope.Sql} for update",
            new
            {
                id,
                all = scope.All,
                client = scope.Client,
            },
            ct
        )!;
}

internal sealed record LockedOrder(string Status, bool ComplianceConfirmed, long Version, Guid ClientId, DateOnly? DueOn);

/// <param name="Audience">an order that says nothing about somebody stores nothing about him</param>
internal sealed record OrderRow(
    Guid Id,
    string Number,
    string Title,
    Guid ClientId,
    string ClientName,
    string Type,
    string Status,
    int LeadGoal,
    long Delivered,
    OrderAudienceBody Audience,
    IReadOnlyList<Question> Questions,
    string Notes,
    DateOnly? DueOn,
    bool ComplianceConfirmed,
    IReadOnlyList<OrderCampaign>? Campaigns,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SubmittedAt,
    long Version
)
{
    public Order Order =>
        new(
            Id,
            Number,
            Title,
            ClientId,
            ClientName,
            Type,
            Status,
            LeadGoal,
            Delivered,
            Audience.ToAudience(),
            Questions,
            Notes,
            DueOn,
            ComplianceConfirmed,
            Campaigns,
            CreatedAt,
            SubmittedAt,
            Version
        );
}
