using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Orders;

/// <summary>The client changes a draft; fields that are not named stay.</summary>
internal static class ChangeOrder
{
    public static async Task<Results<Ok<Order>, ProblemHttpResult>> Handle(
        Guid id, OrderBody body, HttpRequest request, RequestUser user, RequestDb db, CancellationToken ct)
    {
        var check = body.Check(creating: false);
        if (check.Failed)
            return check.Problem();
        var seen = request.IfMatch();
        var scope = OrderScope.Of(user);
        return await db.Run<Results<Ok<Order>, ProblemHttpResult>>(async (s, token) =>
        {
            if (await s.Lock(scope, id, token) is not { } order)
                return Problem.NotFound();
            if (order.Version != seen)
                return Problem.Stale();
            if (order.Status != OrderStatus.Draft)
                return Problem.From(OrderRefusals.NotDraft(order.Status));
            await Update(s, id, body, token);
            await s.Record(user, "order.changed", "order", id, null, token);
            return TypedResults.Ok(await s.Load(scope, id, token));
        }, ct);
    }

    private static Task Update(TenantSession db, Guid id, OrderBody body, CancellationToken ct) => db.Execute("""
        update orders
        set title = coalesce(@title, title), type = coalesce(@type, type), lead_goal = coalesce(@leadGoal, lead_goal),
            audience = coalesce(@audience, audience), questions = coalesce(@questions, questions), notes = coalesce(@notes, notes),
            due_on = coalesce(@dueOn, due_on), compliance_confirmed = coalesce(@confirmed, compliance_confirmed),
            version = version + 1, updated_at = now()
        where id = @id
        """,
        new
        {
            id,
            title = body.Title?.Trim(),
            type = body.Type,
            leadGoal = body.LeadGoal,
            audience = new Jsonb(body.Audience is { } audience ? JsonSerializer.Serialize(audience.ToAudience(), JsonSerializerOptions.Web) : null),
            questions = new Jsonb(body.ToQuestions() is { } questions ? JsonSerializer.Serialize(questions, JsonSerializerOptions.Web) : null),
            notes = body.Notes,
            dueOn = body.DueOn,
            confirmed = body.ComplianceConfirmed,
        }, ct);
}
