using System.Text.Json;
using Npgsql;
using Pivotal.Api.Portal;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Orders;

/// <param name="LeadGoal">leads the client ordered</param>
/// <param name="Delivered">people with an approved or published lead of the linked campaigns: what the client can download now</param>
/// <param name="Campaigns">null for a client's users, who do not see how the work is organised</param>
public sealed record Order(
    Guid Id, string Number, string Title, Guid ClientId, string ClientName, string Type, string Status, int LeadGoal, long Delivered,
    OrderAudience Audience, IReadOnlyList<Question> Questions, string Notes, DateOnly? DueOn, bool ComplianceConfirmed,
    IReadOnlyList<OrderCampaign>? Campaigns, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, long Version) : IVersioned;

public sealed record OrderAudience(IReadOnlyList<string> Industries, IReadOnlyList<string> Countries, IReadOnlyList<string> Seniorities, string Notes)
{
    public static OrderAudience Anybody { get; } = new([], [], [], "");
}

public sealed record OrderCampaign(Guid Id, string Name, string Status);

internal static class OrderSql
{
    /// <summary>Everything of <see cref="Order"/>; takes <c>@all</c> and <c>@deliverable</c>.</summary>
    public const string Columns = $"""
        o.id, o.number, o.title, o.client_id, k.name, o.type, o.status, o.lead_goal,
        ({DeliverableLeads.Count}),
        o.audience, o.questions, o.notes, o.due_on, o.compliance_confirmed,
        case when @all then (
          select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'status', m.status) order by oc.linked_at, m.id), '[]')
          from order_campaigns oc join campaigns m on m.tenant_id = oc.tenant_id and m.id = oc.campaign_id
          where oc.order_id = o.id) end,
        o.created_at, o.submitted_at, o.version
        """;

    public const string From = "from orders o join clients k on k.tenant_id = o.tenant_id and k.id = o.client_id";

    public static Order Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetGuid(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetInt32(7), r.GetInt64(8),
        JsonSerializer.Deserialize<OrderAudienceBody>(r.GetString(9), JsonSerializerOptions.Web)!.ToAudience(),
        JsonSerializer.Deserialize<List<Question>>(r.GetString(10), JsonSerializerOptions.Web)!,
        r.GetString(11), r.IsDBNull(12) ? null : r.GetFieldValue<DateOnly>(12), r.GetBoolean(13),
        r.Text(14) is { } campaigns ? JsonSerializer.Deserialize<List<OrderCampaign>>(campaigns, JsonSerializerOptions.Web) : null,
        r.GetFieldValue<DateTimeOffset>(15), r.At(16), r.GetInt64(17));

    /// <summary>Null when there is none, or none that this caller may see.</summary>
    public static Task<Order?> Load(this TenantSession db, OrderScope scope, Guid id, CancellationToken ct) =>
        db.QuerySingle($"select {Columns} {From} where o.id = @id and {OrderScope.Sql}",
            new { id, all = scope.All, client = scope.Client, deliverable = LeadStatus.Deliverable }, Read, ct)!;

    /// <summary>Takes the row for this transaction, so that of two changes one sees the other.</summary>
    public static Task<LockedOrder?> Lock(this TenantSession db, OrderScope scope, Guid id, CancellationToken ct) =>
        db.QuerySingle($"select o.status, o.compliance_confirmed, o.version, o.client_id, o.due_on from orders o where o.id = @id and {OrderScope.Sql} for update",
            new { id, all = scope.All, client = scope.Client },
            r => new LockedOrder(r.GetString(0), r.GetBoolean(1), r.GetInt64(2), r.GetGuid(3), r.IsDBNull(4) ? null : r.GetFieldValue<DateOnly>(4)), ct)!;
}

internal sealed record LockedOrder(string Status, bool ComplianceConfirmed, long Version, Guid ClientId, DateOnly? DueOn);
