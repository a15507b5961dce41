using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Identity;

/// <param name="Password">absent: the answer carries a one-time setup link instead</param>
internal sealed record CreateUserRequest(
    string? Email,
    string? Username,
    string? FirstName,
    string? LastName,
    IReadOnlyList<string>? Roles,
    string? Password,
    Guid? ClientId
);

/// <param name="SetupLink">one-time link for choosing a password; null when one was given</param>
internal sealed record CreatedUser(UserView User, string? SetupLink);

internal static class CreateUser
{
    public static async Task<Results<Created<CreatedUser>, ProblemHttpResult>> Handle(
        CreateUserRequest body,
        HttpRequest request,
        RequestUser admin,
        RequestDb db,
        Passwords passwords,
        SetupLinks links,
        CancellationToken ct
    )
    {
        var check = new Validation()
            .Email("/email", body.Email)
            .Text("/username", body.Username, 100)
            .OptionalText("/firstName", body.FirstName, 100)
            .OptionalText("/lastName", body.LastName, 100);
        UserRules.Roles(check, body.Roles, body.ClientId);
        if (body.Password is not null)
            Passwords.Validate(check, "/password", body.Password, body.Email);
        if (check.Failed)
            return check.Problem();

        var user = new NewUser(
            body.Email!,
            body.Username!,
            body.FirstName ?? "",
            body.LastName ?? "",
            body.Roles!,
            body.ClientId,
            body.Password is null ? null : passwords.Hash(body.Password)
        );
        try
        {
            var made = await db.Run<Result<CreatedUser>>(
                async (s, inner) =>
                {
                    if (body.ClientId is { } client && !await UserRules.ClientExists(s, client, inner))
                        return UserRules.UnknownClient;
                    var id = await UserRows.Add(s, user, admin.Id, inner);
                    var link = body.Password is null ? await links.Create(s, id, inner) : null;
                    await s.Record(admin, "users.created", "user", id, new { roles = body.Roles }, inner);
                    var view = await UserView.Load(s, id, inner);
                    return new CreatedUser(view!, link is null ? null : SetupLinks.Address(request, link));
                },
                ct
            );
            return made.Ok ? TypedResults.Created($"/api/v1/users/{made.Value!.User.Id}", made.Value) : Problem.From(made.Refusals);
        }
        catch (PostgresException e) when (UserRules.Taken(e) is { } taken)
        {
            return Problem.From(taken);
        }
    }
}
