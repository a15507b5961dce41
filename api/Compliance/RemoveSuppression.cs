using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance;

namespace Pivotal.Api.Compliance;

/// <summary>Takes a value off the list and lifts the flag of contacts that nothing else closes. Queues take back whom they had dropped for it and never called.</summary>
internal static class RemoveSuppression
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, RequestUser user, RequestDb db, CancellationToken ct) =>
        await db.Run<Results<NoContent, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await SuppressionRows.Remove(s, id, inner) is not { } removed)
                    return Problem.NotFound();
                await SuppressionFlags.OfValues(s, removed.Kind, [removed.Value], inner);
                await s.Record(user, "suppressions.removed", "suppression", id, removed, inner);
                return TypedResults.NoContent();
            },
            ct
        );
}
