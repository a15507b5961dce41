using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Audience;

namespace Pivotal.Api.Audience;

internal static class UpdateList
{
    public static async Task<Results<Ok<ListView>, ProblemHttpResult>> Handle(
        Guid id,
        JsonElement body,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        try
        {
            return await db.Run<Results<Ok<ListView>, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    if (await ListView.Load(s, id, inner) is not { } before)
                        return Problem.NotFound();
                    var after = body.Over(new ListBody(before.Name, before.Description));
                    var check = new Validation().Text("/name", after.Name, 200).OptionalText("/description", after.Description, 2_000);
                    if (check.Failed)
                        return check.Problem();
                    if (!await ListRows.Change(s, id, request.IfMatch(), after.Name!.Trim(), after.Description?.Trim() ?? "", inner))
                        return Problem.Stale();
                    await s.Record(user, "lists.updated", "list", id, null, inner);
                    return TypedResults.Ok((await ListView.Load(s, id, inner))!);
                },
                ct
            );
        }
        catch (PostgresException e) when (ListView.IsNameTaken(e))
        {
            return Problem.From(ListView.NameTaken);
        }
    }
}
