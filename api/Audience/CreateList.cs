using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Audience;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Audience;

internal sealed record ListBody(string? Name, string? Description);

internal static class CreateList
{
    public static async Task<Results<Created<ListView>, ProblemHttpResult>> Handle(
        ListBody body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (new Validation().Text("/name", body.Name, 200).OptionalText("/description", body.Description, 2_000) is { Failed: true } wrong)
            return wrong.Problem();
        try
        {
            var list = await db.Run(
                async (s, inner) =>
                {
                    var id = Ids.New();
                    await ListRows.Add(s, id, body.Name!.Trim(), body.Description?.Trim() ?? "", user.Id, inner);
                    await s.Record(user, "lists.created", "list", id, null, inner);
                    return (await ListView.Load(s, id, inner))!;
                },
                ct
            );
            return TypedResults.Created($"/api/v1/lists/{list.Id}", list);
        }
        catch (PostgresException e) when (ListView.IsNameTaken(e))
        {
            return Problem.From(ListView.NameTaken);
        }
    }
}
