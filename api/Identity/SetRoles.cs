using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Identity;

internal sealed record SetRolesRequest(IReadOnlyList<string>? Roles);

/// <summary>Replaces a user's roles and ends all sessions of that user, so that no screen keeps rights it lost.</summary>
internal static class SetRoles
{
    public static async Task<Results<Ok<UserView>, ProblemHttpResult>> Handle(
        Guid id,
        SetRolesRequest body,
        HttpRequest request,
        RequestUser admin,
        RequestDb db,
        SessionEnd sessions,
        CancellationToken ct
    )
    {
        var answer = await db.Run<Results<Ok<UserView>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await UserView.Load(s, id, inner) is not { } before)
                    return Problem.NotFound();
                var check = new Validation();
                UserRules.Roles(check, body.Roles, before.ClientId);
                if (check.Failed)
                    return check.Problem();
                if (!body.Roles!.Contains(Roles.Admin) && await UserRules.IsLastAdmin(s, id, inner))
                    return Problem.From(UserRules.LastAdmin);
                if (!await UserRows.ReplaceRoles(s, id, request.IfMatch(), body.Roles!, admin.Id, inner))
                    return Problem.Stale();
                await sessions.Revoke(s, id, inner);
                await s.Record(admin, "users.roles_changed", "user", id, new { from = before.Roles, to = body.Roles }, inner);
                return TypedResults.Ok((await UserView.Load(s, id, inner))!);
            },
            ct
        );
        if (answer.Result is Ok<UserView>)
            await sessions.Tell(admin.TenantId, id);
        return answer;
    }
}
