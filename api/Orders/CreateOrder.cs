using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Orders;

/// <summary>A client's user drafts an order. It is a wish and nothing else: no campaign comes from it by itself.</summary>
internal static class CreateOrder
{
    public static async Task<Results<Created<Order>, ProblemHttpResult>> Handle(
        OrderBody body,
        RequestUser user,
        RequestDb db,
        OrderNews news,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (user.ClientId is not { } client)
            return Problem.From(OrderRefusals.NoClient);
        var check = body.Check(null, time);
        if (check.Failed)
            return check.Problem();

        var id = Ids.New();
        var order = await db.Run(
            async (s, token) =>
            {
                await Insert(s, id, client, body, user, token);
                await s.Record(user, "order.created", "order", id, null, token);
                return await s.Load(OrderScope.Of(user), id, token)
                    ?? throw new InvalidOperationException("The order just made is not visible to its maker.");
            },
            ct
        );
        await news.Changed(user.TenantId, order.Id, order.Status, order.ClientId, ct);
        return TypedResults.Created($"/api/v1/orders/{id}", order);
    }

    private static async Task Insert(TenantSession db, Guid id, Guid client, OrderBody body, RequestUser user, CancellationToken ct)
    {
        // Numbers run on without a gap per tenant: whoever makes one holds this lock until commit, and the next statement sees the newest number.
        await db.Execute(
            "select pg_advisory_xact_lock(hashtextextended('orders.number ' || @tenant::text, 0))",
            new { tenant = db.TenantId },
            ct
        );
        await db.Execute(
            """
            insert into orders (tenant_id, id, client_id, number, title, type, lead_goal, audience, questions, notes, due_on, compliance_confirmed, created_by)
            select @tenant, @id, @client,
                   'ORD-' || lpad((coalesce(max(substring(number from 5)::bigint), 0) + 1)::text, 6, '0'),
                   @title, @type, @leadGoal, @audience, @questions, @notes, @dueOn, @confirmed, @user
            from orders
            """,
            new
            {
                tenant = db.TenantId,
                id,
                client,
                title = body.Title!.Trim(),
                type = body.Type ?? OrderBody.DefaultType,
                leadGoal = body.LeadGoal!.Value,
                audience = new Jsonb(
                    JsonSerializer.Serialize(body.Audience?.ToAudience() ?? OrderAudience.Anybody, JsonSerializerOptions.Web)
                ),
                questions = new Jsonb(JsonSerializer.Serialize(body.ToQuestions(), JsonSerializerOptions.Web)),
                notes = body.Notes ?? "",
                dueOn = body.DueOn,
                confirmed = body.ComplianceConfirmed ?? false,
                user = user.Id,
            },
            ct
        );
    }
}
