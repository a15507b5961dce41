using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Audience;

/// <summary>Absent fields stay as they are.</summary>
internal static class UpdateList
{
    public static async Task<Results<Ok<ListView>, ProblemHttpResult>> Handle(Guid id, ListBody body, HttpRequest request, RequestUser user, RequestDb db, CancellationToken ct)
    {
        var check = new Validation().OptionalText("/description", body.Description, 2_000);
        if (body.Name is not null)
            check.Text("/name", body.Name, 200);
        if (check.Failed)
            return check.Problem();
        try
        {
            return await db.Run<Results<Ok<ListView>, ProblemHttpResult>>(async (s, inner) =>
            {
                if (await ListView.Load(s, id, inner) is null)
                    return Problem.NotFound();
                var changed = await s.Execute(
                    """
                    update lists set name = coalesce(@name, name), description = coalesce(@description, description), updated_at = now(), version = version + 1
                    where id = @id and version = @version
                    """,
                    new { id, version = request.IfMatch(), name = body.Name?.Trim(), description = body.Description?.Trim() }, inner);
                if (changed == 0)
                    return Problem.Stale();
                await s.Record(user, "lists.updated", "list", id, null, inner);
                return TypedResults.Ok((await ListView.Load(s, id, inner))!);
            }, ct);
        }
        catch (PostgresException e) when (ListView.IsNameTaken(e))
        {
            return Problem.From(ListView.NameTaken);
        }
    }
}
