using Pivotal.Data.Shared;

namespace Pivotal.Data.Orders;

/// <summary>What a client says about an order, as its row keeps it.</summary>
/// <param name="Audience">a document</param>
/// <param name="Questions">a document</param>
public sealed record OrderValues(
    string Title,
    string Type,
    int? LeadGoal,
    Jsonb Audience,
    Jsonb Questions,
    string Notes,
    DateOnly? DueOn,
    bool ComplianceConfirmed
);

/// <summary>All that writes <c>orders</c>.</summary>
public static class OrderRows
{
    public static async Task Add(TenantSession session, Guid id, Guid client, Guid by, OrderValues order, CancellationToken ct)
    {
        // Numbers run on without a gap per tenant: whoever makes one holds this lock until commit, and the next statement sees the newest number.
        await session.Execute(
            "select pg_advisory_xact_lock(hashtextextended('orders.number ' || @tenant::text, 0))",
            new { tenant = session.TenantId },
            ct
        );
        await session.Execute(
            """
            insert into orders (tenant_id, id, client_id, number, title, type, lead_goal, audience, questions, notes, due_on, compliance_confirmed, created_by)
            select @tenant, @id, @client,
                   'ORD-' || lpad((coalesce(max(substring(number from 5)::bigint), 0) + 1)::text, 6, '0'),
                   @title, @type, @leadGoal, @audience, @questions, @notes, @dueOn, @complianceConfirmed, @by
            from orders
            """,
            new
            {
                tenant = session.TenantId,
                id,
                client,
                order.Title,
                order.Type,
                order.LeadGoal,
                order.Audience,
                order.Questions,
                order.Notes,
                order.DueOn,
                order.ComplianceConfirmed,
                by,
            },
            ct
        );
    }

    /// <summary>Its row is locked by whoever calls.</summary>
    public static Task Change(TenantSession session, Guid id, OrderValues order, CancellationToken ct) =>
        session.Execute(
            """
            update orders
            set title = @title, type = @type, lead_goal = @leadGoal, audience = @audience, questions = @questions, notes = @notes, due_on = @dueOn,
                compliance_confirmed = @complianceConfirmed, version = version + 1, updated_at = now()
            where id = @id
            """,
            new
            {
                id,
                order.Title,
                order.Type,
                order.LeadGoal,
                order.Audience,
                order.Questions,
                order.Notes,
                order.DueOn,
                order.ComplianceConfirmed,
            },
            ct
        );

    /// <summary>Its row is locked by whoever calls.</summary>
    public static Task Move(TenantSession session, Guid id, string to, CancellationToken ct) =>
        session.Execute(
            """
            update orders
            set status = @to, submitted_at = case when @to = 'submitted' then now() else submitted_at end, version = version + 1, updated_at = now()
            where id = @id
            """,
            new { id, to },
            ct
        );

    /// <summary>Something that belongs to it was changed.</summary>
    public static Task Touch(TenantSession session, Guid id, CancellationToken ct) =>
        session.Execute("update orders set version = version + 1, updated_at = now() where id = @id", new { id }, ct);
}
