using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Audience;

namespace Pivotal.Api.Audience;

/// <summary>The contacts stay; a list that a campaign or an import names cannot go.</summary>
internal static class DeleteList
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, RequestUser user, RequestDb db, CancellationToken ct)
    {
        try
        {
            return await db.Run<Results<NoContent, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    var name = await ListRows.Remove(s, id, inner);
                    if (name is null)
                        return Problem.NotFound();
                    await s.Record(user, "lists.deleted", "list", id, new { name }, inner);
                    return TypedResults.NoContent();
                },
                ct
            );
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return Problem.Conflict("lists.in_use", "A campaign or an import uses this list.");
        }
    }
}
