using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Tenancy;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Tenancy;

internal sealed record CreateClientRequest(string? Name);

internal static class CreateClient
{
    public static async Task<Results<Created<ClientView>, ProblemHttpResult>> Handle(
        CreateClientRequest body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var check = new Validation().Text("/name", body.Name, 200);
        if (check.Failed)
            return check.Problem();
        var client = new ClientView(Ids.New(), body.Name!.Trim());
        try
        {
            await db.Run(
                async (s, inner) =>
                {
                    await ClientRows.Add(s, client.Id, client.Name, inner);
                    await s.Record(user, "clients.created", "client", client.Id, null, inner);
                },
                ct
            );
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.From(
                new Refusal(RefusalKind.Conflict, "clients.name_taken", "There is a client with this name already.", "/name")
            );
        }

        return TypedResults.Created((string?)null, client);
    }
}
