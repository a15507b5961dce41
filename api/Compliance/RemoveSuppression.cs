using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance;

namespace Pivotal.Api.Compliance;

/// <summary>Takes a value off the list and lifts the flag of contacts that nothing else closes. Queues that already dropped a contact do not take it back.</summary>
internal static class RemoveSuppression
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, RequestUser user, RequestDb db, CancellationToken ct) =>
        await db.Run<Results<NoContent, ProblemHttpResult>>(async (s, inner) =>
        {
            var removed = await s.Query<Removed>("delete from suppressions where id = @id returning kind, value, reason, source", new { id }, inner);
            if (removed.Count == 0)
                return Problem.NotFound();
            await SuppressionFlags.OfValues(s, removed[0].Kind, [removed[0].Value], inner);
            await s.Record(user, "suppressions.removed", "suppression", id, new { removed[0].Kind, removed[0].Value, removed[0].Reason, removed[0].Source }, inner);
            return TypedResults.NoContent();
        }, ct);

    private readonly record struct Removed(string Kind, string Value, string Reason, string Source);
}
