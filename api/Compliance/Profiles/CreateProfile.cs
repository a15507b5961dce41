using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Compliance.Profiles;

internal static class CreateProfile
{
    public static async Task<Results<Created<ProfileView>, ProblemHttpResult>> Handle(
        ProfileBody body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (body.Check() is { Failed: true } wrong)
            return wrong.Problem();
        try
        {
            var made = await db.Run(
                async (s, inner) =>
                {
                    var id = Ids.New();
                    await ProfileRows.Add(s, id, body.Name!.Trim(), body.Column(), inner);
                    await s.Record(user, "compliance.profile_created", "compliance_profile", id, new { body.Name }, inner);
                    return (await ProfileView.Load(s, id, inner))!;
                },
                ct
            );
            return TypedResults.Created($"/api/v1/compliance/profiles/{made.Id}", made);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.From(ProfileView.NameTaken);
        }
    }
}
